import Testing

@testable import Envelope

struct HeaderProtectionTests {
    private func outcome(
        _ change: (inout MailHeaders) -> Void
    ) throws -> MailError? {
        let sample = try MailSample(try Exchange())
        var headers = MailSample.headers
        change(&headers)
        let bytes = try sample.mail(headers)
        let opened = try sample.exchange.opener().openSigned(
            try sample.envelope(bytes), from: sample.exchange.partner, over: .mail, at: Region.now)
        do throws(MailError) {
            try HeaderProtection.check(try ReceivedMail(bytes), against: opened, isRequired: true)
            return nil
        } catch { return error }
    }

    @Test func `the header outside is the one that was signed`() throws {
        #expect(try outcome { _ in } == nil)
        #expect(try outcome { $0.from = "ander@afzender.example" }?.detail == "From")
        #expect(try outcome { $0.to = ["q1@ontvanger.example"] }?.detail == "To")
        #expect(try outcome { $0.messageID = "<x@y.example>" }?.detail == "Message-ID")
    }

    @Test func `a message without a protected header is refused where one is required`() throws {
        let exchange = try Exchange()
        let message = try exchange.message()
        let sealed = try exchange.seal(message)
        let mail = try ReceivedMail(try MailWriter.mail(sealed, headers: MailSample.headers))
        let opened = try exchange.opener().openSigned(
            sealed.envelope, from: exchange.partner, over: .mail, at: Region.now)
        func reason(_ isRequired: Bool) -> MailReason? {
            do throws(MailError) {
                try HeaderProtection.check(mail, against: opened, isRequired: isRequired)
                return nil
            } catch { return error.reason }
        }
        #expect(reason(true) == .headerProtection)
        #expect(reason(false) == nil)
    }
}
