import Testing

@testable import Envelope

/// A message as a mail, from the two parties of an ``Exchange``.
struct MailSample {
    static let headers = MailHeaders(
        from: "p1@afzender.example", to: ["q1@ontvanger.example", "q2@ontvanger.example"], date: Region.now,
        messageID: "<019a9f5e-7c00-7abc-8def-0123456789ab@afzender.example>")
    static let secret = "Geheime naam"

    let exchange: Exchange
    let message: [UInt8]

    init(_ exchange: Exchange) throws {
        self.exchange = exchange
        message = try exchange.message(padding: 200)
    }

    func entity(_ headers: MailHeaders = Self.headers) throws -> MailEntity {
        try MailEntity(
            message: message, fileName: "registratie.json", text: "Naam: \(Self.secret)\nWoonplaats: Sûdwest\n",
            html: "<html><body><p>\(Self.secret)</p></body></html>", subject: "Weer Thuis: registratie", outer: headers)
    }

    func sealed(_ entity: MailEntity? = nil, embedding: [Certificate] = []) throws -> SealedMessage {
        let signer = try MessageSigner(certificate: exchange.signer.certificate, key: exchange.signer.key)
        return try Sealer(signer, embedding: embedding).seal(
            mail: try entity ?? self.entity(), for: try exchange.contacts.map { try Recipient($0.certificate) },
            suite: exchange.suite, at: Region.now)
    }

    func mail(_ headers: MailHeaders = Self.headers) throws -> [UInt8] {
        try MailWriter.mail(try sealed(), headers: headers)
    }

    func envelope(_ mail: [UInt8]) throws -> [UInt8] {
        guard case .envelope(let envelope) = try ReceivedMail(mail).content else {
            throw MailError(.unprotected)
        }
        return envelope
    }
}
