internal import Envelope
internal import Foundation
internal import Spoiling

/// Makes envelopes and receipts with the keys of a region, as software that keeps to no rule would.
final class Forge {
    private let cache: PassphraseCache
    private let now: UTCTime
    private var signers: [String: MessageSigner] = [:]
    private var sealers: [String: Sealer] = [:]
    private var recipients: [String: Recipient] = [:]

    init(passphrase: [UInt8], now: UTCTime) {
        cache = PassphraseCache(Passphrase(passphrase))
        self.now = now
    }

    func run(_ job: Job) throws {
        switch job.kind {
        case .message: try write(try envelope(job), job.out)
        case .receipt:
            let receipt = try receipt(job)
            try write(receipt.body, job.out)
            try write(Array(receipt.contentType.utf8), job.out + ".type")
        }
    }

    private func envelope(_ job: Job) throws -> [UInt8] {
        guard let document = job.document, let paths = job.recipients else {
            throw ForgeError("a message has a document")
        }
        let place = "\(job.key) \(job.flaw?.rawValue ?? "")"
        let sealer = try sealers[place] ?? Sealer(signer(job))
        sealers[place] = sealer
        return try sealer.seal(Array(document.utf8), for: paths.map(recipient), suite: .gcm, at: now).envelope
    }

    private func receipt(_ job: Job) throws -> SignedReceipt {
        guard let from = job.from, let messageID = job.messageID else {
            throw ForgeError("a receipt has a sender and an id")
        }
        let disposition: ReceiptDisposition =
            if let code = job.disposition { try ReceiptDisposition(.error, code).orThrow(code) } else { .processed }
        let receipt = Receipt(
            finalRecipient: from, originalMessageID: messageID, disposition: disposition,
            mic: try Digest(.sha256, of: Array(messageID.utf8)))
        return try ReceiptSigner(signer(job)).sign(receipt, at: now)
    }

    private func signer(_ job: Job) throws -> MessageSigner {
        let place = "\(job.key) \(job.flaw?.rawValue ?? "")"
        if let known = signers[place] { return known }
        let certificate = try Certificate(file: read(job.certificate))
        let key = try PrivateKey(pem: read(job.key), passphrase: cache)
        let made =
            switch job.flaw {
            case nil: try MessageSigner(certificate: certificate, key: key)
            case .signature: try MessageSigner(certificate: certificate, key: SpoilingKey(key))
            case .stranger: try stranger(like: certificate)
            }
        signers[place] = made
        return made
    }

    /// A certificate with the same name, by an authority of its own.
    private func stranger(like certificate: Certificate) throws -> MessageSigner {
        let key = try PrivateKey.generate()
        let validity = certificate.validity
        let root = try CertificateAuthority.root(subject: certificate.issuer, key: key, validity: validity)
        let own = try PrivateKey.generate()
        let twin = try root.issue(
            to: certificate.subject, key: own.publicKey, use: .signing, email: certificate.emails.first,
            validity: validity)
        return try MessageSigner(certificate: twin, key: own)
    }

    private func recipient(_ path: String) throws -> Recipient {
        if let known = recipients[path] { return known }
        let made = try Recipient(try Certificate(file: read(path)))
        recipients[path] = made
        return made
    }

    private func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func write(_ bytes: [UInt8], _ path: String) throws { try Data(bytes).write(to: URL(filePath: path)) }
}

struct ForgeError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Optional {
    fileprivate func orThrow(_ what: String) throws -> Wrapped {
        guard let self else { throw ForgeError("\(what) can't be used") }
        return self
    }
}
