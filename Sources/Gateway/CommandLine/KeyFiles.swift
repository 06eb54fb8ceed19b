internal import Envelope

/// Keys, certificates and requests from files, with errors that name the file.
enum KeyFiles {
    private static let limit = 64 * 1024

    /// The certificate in a file (PEM or DER).
    static func certificate(_ path: String, on console: any Console) throws(CommandError) -> Certificate {
        let content = try FileAccess.read(path, limit: limit, on: console)
        do throws(CertificateError) {
            return try Certificate(file: content)
        } catch {
            throw .refused("certificate \(path): \(error)")
        }
    }

    /// The certificate request in a file (PEM or DER), its own signature checked.
    static func request(_ path: String, on console: any Console) throws(CommandError) -> CertificateRequest {
        let content = try FileAccess.read(path, limit: limit, on: console)
        do throws(CertificateError) {
            return try CertificateRequest(file: content)
        } catch {
            throw .refused("request \(path): \(error)")
        }
    }

    /// The private key in an encrypted PEM file.
    ///
    /// - Parameter passphrase: the option that names the file with its passphrase.
    static func privateKey(
        _ path: String, _ arguments: ParsedArguments, passphrase: String = PassphraseSource.option.name,
        on console: any Console
    ) throws(CommandError) -> PrivateKey {
        var content = try FileAccess.read(path, limit: limit, on: console)
        var typed = try PassphraseSource.existing(arguments, passphrase, on: console)
        defer {
            content.cleanse()
            typed.cleanse()
        }
        do throws(KeyError) {
            return try PrivateKey(pem: content, passphrase: Passphrase(typed))
        } catch {
            throw .refused("key \(path): \(error)")
        }
    }

    /// Writes a key, encrypted under a passphrase of the user's.
    static func write(
        _ key: PrivateKey, to path: String, passphrase: [UInt8], replacing: Bool
    ) throws(CommandError) {
        try write(key, to: path, passphrase: PassphraseCache(Passphrase(passphrase)), replacing: replacing)
    }

    /// Keys that are written with one cache open with one derivation.
    static func write(
        _ key: PrivateKey, to path: String, passphrase: PassphraseCache, replacing: Bool
    ) throws(CommandError) {
        let text: String
        do throws(KeyError) {
            text = try key.encryptedPEM(passphrase: passphrase)
        } catch {
            throw .failed("key \(path): \(error)")
        }
        try FileAccess.create(path, Array(text.utf8), replacing: replacing)
    }
}
