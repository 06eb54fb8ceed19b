internal import Envelope

extension TLSFiles {
    private static let limit = 256 * 1024

    /// Reads the files, and decrypts a key that is encrypted under the node's passphrase.
    ///
    /// - Throws: `CommandError.refused` naming the file and what is wrong with it.
    func credentials(passphrase: borrowing Passphrase, on console: any Console) throws(CommandError) -> TLSCredentials {
        let chain = try FileAccess.read(certificate, limit: Self.limit, on: console)
        let text = try FileAccess.read(key, limit: Self.limit, on: console)
        guard String(decoding: text, as: UTF8.self).contains("BEGIN ENCRYPTED PRIVATE KEY") else {
            return TLSCredentials(certificate: chain, key: text)
        }
        do throws(KeyError) {
            let plain = try PrivateKey(pem: text, passphrase: passphrase).unencryptedPEM()
            return TLSCredentials(certificate: chain, key: Array(plain.utf8))
        } catch {
            throw .refused("private key \(key): \(error)")
        }
    }
}
