internal import Envelope
internal import Foundation

/// The folder with a node's key pairs: NAME.key.pem and NAME.cert.pem.
struct KeyFolder {
    private static let certificateSuffix = ".cert.pem"
    private static let keySuffix = ".key.pem"
    private static let limit = 64 * 1024

    let path: String

    /// Loads every pair. A certificate without a key (of the region's authority, say) is passed over.
    ///
    /// - Parameters:
    ///   - passphrase: UTF-8, as typed.
    ///   - acceptsExamples: takes keys of the example region: for demonstrations only.
    ///   - known: keys of this folder that are open already: a pair whose certificate is still the same is not opened again.
    func load(
        passphrase: [UInt8], acceptsExamples: Bool, keeping known: [OwnKey] = []
    ) throws(KeyRingError) -> KeyRing {
        let cache = PassphraseCache(Passphrase(passphrase))
        let open = Dictionary(known.map { ($0.file, $0) }) { first, _ in first }
        let keys = try names().map { (name) throws(KeyRingError) in
            if let key = open["\(path)/\(name)\(Self.keySuffix)"],
                try read("\(path)/\(name)\(Self.certificateSuffix)") == Array(key.certificate.pem.utf8)
            {
                return key
            }
            return try pair(name, cache, acceptsExamples: acceptsExamples)
        }
        guard !keys.isEmpty else { throw .empty(folder: path) }
        return KeyRing(keys)
    }

    private func pair(
        _ name: String, _ cache: PassphraseCache, acceptsExamples: Bool
    ) throws(KeyRingError) -> OwnKey {
        let certificate = try certificate("\(path)/\(name)\(Self.certificateSuffix)")
        guard acceptsExamples || !certificate.isExample else {
            throw .example(file: "\(path)/\(name)\(Self.certificateSuffix)")
        }
        let file = "\(path)/\(name)\(Self.keySuffix)"
        let key = try key(file, cache)
        guard key.publicKey == certificate.publicKey else { throw .mismatch(file: file) }
        return OwnKey(file: file, certificate: certificate, key: key)
    }

    /// The private keys of every pair, in the order of their names. The certificates are not read.
    func privateKeys(passphrase: [UInt8]) throws(KeyRingError) -> [PrivateKey] {
        let cache = PassphraseCache(Passphrase(passphrase))
        let names = try names()
        guard !names.isEmpty else { throw .empty(folder: path) }
        return try names.map { (name) throws(KeyRingError) in try key("\(path)/\(name)\(Self.keySuffix)", cache) }
    }

    /// The ring of keys that a process holds: each pair's certificate with the key that it belongs to.
    ///
    /// - Throws: ``KeyRingError/mismatch(file:)`` for a certificate without its key.
    func ring(of process: KeyProcess, acceptsExamples: Bool) throws(KeyRingError) -> KeyRing {
        KeyRing(try pairs(with: process.keys, acceptsExamples: acceptsExamples), process: process)
    }

    private func pairs(with keys: [RemoteKey], acceptsExamples: Bool) throws(KeyRingError) -> [OwnKey] {
        let own = try certificates().map { (file, certificate) throws(KeyRingError) in
            guard acceptsExamples || !certificate.isExample else { throw .example(file: file) }
            guard let key = keys.first(where: { $0.publicKey == certificate.publicKey }) else {
                throw .mismatch(file: file)
            }
            return OwnKey(file: file, certificate: certificate, signing: key, decryption: key)
        }
        guard !own.isEmpty else { throw .empty(folder: path) }
        return own
    }

    /// The certificates of the pairs, without opening a key.
    func certificates() throws(KeyRingError) -> [(file: String, certificate: Certificate)] {
        try names().map { (name) throws(KeyRingError) in
            let file = "\(path)/\(name)\(Self.certificateSuffix)"
            return (file, try certificate(file))
        }
    }

    private func names() throws(KeyRingError) -> [String] {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unreadable(file: path, why: "the folder can't be read; check its name and owner")
        }
        let certified = Set(files.filter { $0.hasSuffix(Self.certificateSuffix) })
        return files.filter { $0.hasSuffix(Self.keySuffix) }.map { String($0.dropLast(Self.keySuffix.count)) }
            .filter { certified.contains($0 + Self.certificateSuffix) }.sorted()
    }

    private func certificate(_ file: String) throws(KeyRingError) -> Certificate {
        let content = try read(file)
        do throws(CertificateError) { return try Certificate(file: content) } catch {
            throw .certificate(file: file, error)
        }
    }

    private func key(_ file: String, _ cache: PassphraseCache) throws(KeyRingError) -> PrivateKey {
        var content = try read(file)
        defer { content.cleanse() }
        do throws(KeyError) { return try PrivateKey(pem: content, passphrase: cache) } catch {
            throw .key(file: file, error)
        }
    }

    private func read(_ file: String) throws(KeyRingError) -> [UInt8] {
        do throws(CommandError) {
            let descriptor = open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw .failed(String(cString: strerror(errno)))
            }
            defer { close(descriptor) }
            return try FileAccess.read(descriptor: descriptor, name: file, limit: Self.limit)
        } catch {
            throw .unreadable(file: file, why: error.message)
        }
    }
}
