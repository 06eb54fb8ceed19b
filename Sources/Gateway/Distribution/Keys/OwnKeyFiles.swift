internal import Envelope
internal import Foundation

/// The files of a node's keys, as far as rotation makes, certifies and destroys them: NAME.key.pem, NAME.csr.pem, NAME.cert.pem.
struct OwnKeyFiles {
    let folder: String

    private static let limit = 64 * 1024

    private func path(_ name: String, _ kind: String) -> String { "\(folder)/\(name).\(kind).pem" }

    /// A name for a new pair that no file has yet: `k-dejong-20261121.signing`, or with a number.
    func freshName(_ holder: String, _ use: KeyUse, at now: UTCTime) -> String {
        let person = holder.prefix { $0 != "@" }.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let day = now.description.prefix(10).filter { $0 != "-" }
        for number in 1... {
            let name = "\(String(person))-\(day)" + (number == 1 ? "" : "-\(number)") + ".\(use.rawValue)"
            if access(path(name, "key"), F_OK) != 0 { return name }
        }
        return "\(holder).\(use.rawValue)"
    }

    /// Makes a key pair and its request.
    func make(
        _ name: String, _ algorithm: KeyAlgorithm, _ use: KeyUse, subject: CertificateName, mail: String?,
        passphrase: [UInt8]
    ) throws(CommandError) -> CertificateRequest {
        let key: PrivateKey
        let request: CertificateRequest
        do {
            key = try PrivateKey.generate(algorithm)
            request = try CertificateRequest(
                subject: subject, key: key, use: use == .signing ? .signing : .encryption, email: mail)
        } catch {
            throw .failed("no key was made: \(error)")
        }
        try FileAccess.createFolder(folder)
        try KeyFiles.write(key, to: path(name, "key"), passphrase: passphrase, replacing: false)
        try FileAccess.create(path(name, "csr"), Array(request.pem.utf8), replacing: false)
        return request
    }

    /// Puts the certificates that the directory has for our new keys beside them.
    ///
    /// - Returns: the names of the pairs that can be used now.
    func install(_ party: Party) -> [String] {
        let certificates = party.keys.compactMap { try? $0.certificate.certificate() }
        return names("csr").filter { name in
            guard access(path(name, "cert"), F_OK) != 0, access(path(name, "key"), F_OK) == 0,
                let file = try? DurableFile.read(path(name, "csr"), limit: Self.limit),
                let request = try? CertificateRequest(file: file),
                let certificate = certificates.first(where: { $0.publicKey == request.publicKey }),
                (try? DurableFile.write(Array(certificate.pem.utf8), to: path(name, "cert"))) != nil
            else { return false }
            unlink(path(name, "csr"))
            return true
        }
    }

    /// Destroys the private keys whose time is over. Their certificates stay: what they signed can still be verified.
    ///
    /// - Parameter retention: how long a revoked key is kept, in seconds, for what was sealed to it before.
    /// - Returns: for each key its fingerprint, whose it was, and why.
    func destroySpent(
        _ party: Party, retention: Int64, at now: UTCTime
    ) -> [(certificate: Certificate, holder: String, why: String)] {
        var spent: [(Certificate, String, String)] = []
        for (holder, key) in party.holders {
            guard let why = Self.end(key.life, retention, now), let certificate = try? key.certificate.certificate()
            else {
                continue
            }
            for name in names("cert") where certificate.encoded == self.certificate(name)?.encoded {
                guard destroy(path(name, "key")) else { continue }
                spent.append((certificate, holder ?? "node", why))
            }
        }
        return spent.map { (certificate: $0.0, holder: $0.1, why: $0.2) }
    }

    private static func end(_ life: KeyLife, _ retention: Int64, _ now: UTCTime) -> String? {
        if let revoked = life.revokedAt {
            return revoked.adding(seconds: retention) <= now ? "revoked at \(revoked)" : nil
        }
        guard life.state(at: now) == .gone, let gone = life.goneFrom else { return nil }
        return "its overlap ended at \(gone)"
    }

    private func certificate(_ name: String) -> Certificate? {
        (try? DurableFile.read(path(name, "cert"), limit: Self.limit)).flatMap { try? Certificate(file: $0) }
    }

    /// - Returns: whether the file was there, and is no more.
    private func destroy(_ path: String) -> Bool {
        access(path, F_OK) == 0 && (try? KeyDestruction.destroy(path)) != nil
    }

    private func names(_ kind: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let suffix = ".\(kind).pem"
        return files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    }
}

extension Party {
    /// Every key with its holder; nil stands for the node.
    var holders: [(holder: String?, key: DirectoryKey)] {
        nodeKeys.map { (nil, $0) } + contactpersonen.flatMap { person in person.keys.map { (person.mail, $0) } }
    }
}
