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
    /// - Returns: the pairs that can be used now.
    func install(_ holders: [KeyHolding]) -> [(name: String, holder: String, certificate: Certificate)] {
        let listed = holders.compactMap { holder, key in
            (try? key.certificate.certificate()).map { (holder ?? "the node", $0) }
        }
        return names("csr").compactMap { name in
            guard access(path(name, "cert"), F_OK) != 0, access(path(name, "key"), F_OK) == 0,
                let file = try? DurableFile.read(path(name, "csr"), limit: Self.limit),
                let request = try? CertificateRequest(file: file),
                let (holder, certificate) = listed.first(where: { $0.1.publicKey == request.publicKey }),
                (try? DurableFile.write(Array(certificate.pem.utf8), to: path(name, "cert"))) != nil
            else { return nil }
            unlink(path(name, "csr"))
            return (name, holder, certificate)
        }
    }

    /// A private key whose time is over for everything that the directory lists it for.
    struct Spent {
        let certificate: Certificate
        let holder: String
        let why: String
        fileprivate let path: String
    }

    /// The private keys whose time is over.
    ///
    /// One key may stand in the directory several times, for signing and for encryption or with two certificates: the last of
    /// these dates counts.
    ///
    /// - Parameters:
    ///   - departed: those that the directory no longer lists. A key that never stood there is none of them: it may still come.
    ///   - retention: how long a revoked key is kept, in seconds, for what was sealed to it before.
    ///   - proven: the latest moment that the region signed: a clock that runs ahead ends no key.
    func spent(
        _ holders: [KeyHolding], departed: [DepartedKey], retention: Int64, at now: UTCTime, proven: UTCTime
    ) -> [Spent] {
        let moment = min(now, proven)
        let listed = holders.compactMap { holder, key in
            (try? key.certificate.certificate()).map { (holder: holder, life: key.life, certificate: $0) }
        }
        let known = Dictionary(listed.map { ($0.certificate.pem, $0.certificate) }) { first, _ in first }
        return names("cert").compactMap { name in
            guard access(path(name, "key"), F_OK) == 0, let certificate = certificate(name, known) else { return nil }
            let uses = listed.filter { $0.certificate.publicKey == certificate.publicKey }
            if uses.isEmpty { return gone(name, certificate, departed, moment) }
            let ends = uses.map { DepartedKey.known($0.life, retention) }
            guard let first = uses.first, ends.allSatisfy({ $0.map { $0.time <= moment } ?? false }),
                let last = ends.compactMap(\.self).max(by: { $0.time < $1.time })
            else { return nil }
            return Spent(
                certificate: certificate, holder: first.holder ?? "the node", why: last.why, path: path(name, "key"))
        }
    }

    /// - Returns: whether the file was there, and is no more. Its certificate stays: what it signed can still be verified.
    func destroy(_ spent: Spent) -> Bool { (try? KeyDestruction.destroy(spent.path)) != nil }

    private func gone(
        _ name: String, _ certificate: Certificate, _ departed: [DepartedKey], _ moment: UTCTime
    ) -> Spent? {
        guard let publicKey = try? certificate.publicKey.fingerprint().bytes,
            let key = departed.last(where: { $0.publicKey == publicKey }), key.end <= moment
        else { return nil }
        return Spent(certificate: certificate, holder: key.holder, why: key.why, path: path(name, "key"))
    }

    /// - Parameter known: certificates that need not be parsed again, by their PEM text.
    private func certificate(_ name: String, _ known: [String: Certificate]) -> Certificate? {
        guard let file = try? DurableFile.read(path(name, "cert"), limit: Self.limit) else { return nil }
        return known[String(decoding: file, as: UTF8.self)] ?? (try? Certificate(file: file))
    }

    private func names(_ kind: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let suffix = ".\(kind).pem"
        return files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    }
}

/// A key with its holder; nil stands for the node.
typealias KeyHolding = (holder: String?, key: DirectoryKey)

extension Party {
    /// Every key with its holder.
    var holders: [KeyHolding] {
        nodeKeys.map { (nil, $0) } + contactpersonen.flatMap { person in person.keys.map { (person.mail, $0) } }
    }
}
