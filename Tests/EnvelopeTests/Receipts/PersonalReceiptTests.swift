import Testing

@testable import Envelope

/// Receipts of mail programs (RFC 2634), made and judged by stock openssl.
struct PersonalReceiptTests {
    private let exchange: Exchange
    /// Who reads the mail, and signs the receipt.
    private let reader: Holder
    private let tool: OpenSSLTool
    private let partner: Partner

    private static let request = ReceiptRequest(
        identifier: Array("bericht/partij".utf8), address: "p1@afzender.example")

    init() throws {
        exchange = try Exchange(.cbc)
        reader = try exchange.region.holder("Lezer", oin: exchange.receiver.description, .signing)
        tool = try OpenSSLTool()
        partner = Partner(exchange.receiver, suite: .cbc)
    }

    /// A mail as its reader has it after decryption.
    private func sign(_ request: ReceiptRequest?) throws -> [UInt8] {
        let signer = try MessageSigner(certificate: exchange.signer.certificate, key: exchange.signer.key)
        let sealed = try Sealer(signer, embedding: [signer.certificate]).seal(
            mail: try MailSample(exchange).entity(), for: try exchange.contacts.map { try Recipient($0.certificate) },
            suite: .cbc, at: Region.now, asking: request)
        return sealed.evidence(of: [])
    }

    private func openssl(_ arguments: String...) throws -> OpenSSLTool.Outcome {
        let outcome = try tool.run(program: "/usr/bin/openssl", arguments)
        try #require(outcome.status == 0, "\(arguments) \(outcome.errors)")
        return outcome
    }

    /// The receipt that stock openssl makes, DER.
    private func receipt(for mail: [UInt8], by holder: Holder) throws -> [UInt8] {
        try tool.write("mail.eml", mail)
        try tool.write("reader.pem", holder.certificate.pem)
        try tool.write("reader.key", try holder.encryptedPEM())
        _ = try openssl(
            "cms", "-sign_receipt", "-in", "mail.eml", "-signer", "reader.pem", "-inkey", "reader.key", "-passin",
            "pass:\(Holder.passphrase)", "-outform", "DER", "-out", "receipt.der")
        return try tool.read("receipt.der")
    }

    private func reason(
        _ receipt: [UInt8], _ mail: [UInt8], signer: Holder? = nil, party: OIN? = nil,
        status: TrustedSigner.Status = .active
    ) -> ReceiptReason? {
        let trusted = TrustedSigner(
            certificate: (signer ?? reader).certificate, party: party ?? partner.oin, role: .contactpersoon,
            status: status)
        do throws(ReceiptError) {
            let signature = try PersonalReceipt(receipt).verify(
                answering: mail, from: partner, in: SignerList([trusted]), at: Region.now)
            return signature.signer == trusted ? nil : .signature
        } catch { return error.reason }
    }

    @Test func `openssl sees our request, and its receipt is verified by us and by openssl`() throws {
        defer { tool.remove() }
        let mail = try sign(Self.request)
        let receipt = try receipt(for: mail, by: reader)
        let shown = try openssl(
            "cms", "-verify", "-in", "mail.eml", "-noverify", "-receipt_request_print", "-out", "content")
        let text = shown.text + shown.errors
        #expect(text.contains("email:\(Self.request.address)"))
        #expect(text.contains("Receipts From: All"))
        #expect(text.contains("bericht/partij"))
        #expect(try PersonalReceipt(receipt).identifier == Self.request.identifier)
        #expect(reason(receipt, mail) == nil)
        _ = try openssl(
            "cms", "-verify_receipt", "receipt.der", "-rctform", "DER", "-in", "mail.eml", "-nointern", "-noverify",
            "-certfile", "reader.pem")
    }

    @Test func `a receipt about something else, or by somebody else, is refused with its reason`() throws {
        defer { tool.remove() }
        let mail = try sign(Self.request)
        let receipt = try receipt(for: mail, by: reader)
        let other = try sign(ReceiptRequest(identifier: [1], address: Self.request.address))
        #expect(reason(receipt, other) == .messageID)
        // The same message, signed once more.
        #expect(reason(receipt, try sign(Self.request)) == .mic)
        #expect(reason(receipt, try sign(nil)) == .messageID)
        #expect(reason(receipt, [1, 2, 3]) == .messageID)
        let stranger = try exchange.region.holder("Lezer", oin: exchange.receiver.description, .signing)
        #expect(reason(receipt, mail, signer: stranger) == .signature)
        #expect(reason(receipt, mail, party: exchange.sender) == .signature)
        #expect(reason(receipt, mail, status: .revoked) == .signature)
    }

    @Test func `a signature over something else is no receipt`() throws {
        defer { tool.remove() }
        let mail = try sign(Self.request)
        try tool.write("mail.eml", mail)
        try tool.write("reader.pem", reader.certificate.pem)
        try tool.write("reader.key", try reader.encryptedPEM())
        _ = try openssl(
            "cms", "-sign", "-nodetach", "-binary", "-in", "mail.eml", "-signer", "reader.pem", "-inkey", "reader.key",
            "-passin", "pass:\(Holder.passphrase)", "-outform", "DER", "-out", "signed.der")
        #expect(reason(try tool.read("signed.der"), mail) == .structure)
        #expect(reason([], mail) == .structure)
        #expect(reason([UInt8](repeating: 0x30, count: PersonalReceipt.maximumByteCount + 1), mail) == .structure)
    }

    @Test func `no changed or shortened receipt says something else`() throws {
        defer { tool.remove() }
        let mail = try sign(Self.request)
        let receipt = try receipt(for: mail, by: reader)
        for place in receipt.indices {
            var changed = receipt
            changed[place] ^= 1 << (place % 8)
            let read = try? PersonalReceipt(changed)
            #expect(read.map { $0.identifier == Self.request.identifier || reason(changed, mail) != nil } ?? true)
            #expect(reason(Array(receipt[..<place]), mail) != nil)
        }
    }
}
