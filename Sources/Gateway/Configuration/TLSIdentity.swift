internal import Envelope

/// A TLS certificate and its private key, read and made ready for the library that does the TLS.
struct TLSIdentity: Sendable {
    /// PEM: the certificate, then those up to the authority.
    let chain: [UInt8]
    /// PEM, not encrypted: in memory only.
    let key: [UInt8]

    private static let limit = 256 * 1024

    /// Reads the files of a node.
    ///
    /// - Parameter passphrase: for a key that is encrypted.
    /// - Throws: `CommandError.refused` naming the file and what is wrong with it.
    init(_ files: TLSFiles, passphrase: borrowing Passphrase, on console: any Console) throws(CommandError) {
        chain = try FileAccess.read(files.certificate, limit: Self.limit, on: console)
        let text = try FileAccess.read(files.key, limit: Self.limit, on: console)
        guard String(decoding: text, as: UTF8.self).contains("BEGIN ENCRYPTED PRIVATE KEY") else {
            key = text
            return
        }
        do throws(KeyError) {
            key = Array(try PrivateKey(pem: text, passphrase: passphrase).unencryptedPEM().utf8)
        } catch {
            throw .refused("private key \(files.key): \(error)")
        }
    }
}
