import Foundation
import Testing

@testable import Envelope

/// `docs/wire.md` has every reason code, and no other.
struct WireDocumentTests {
    /// The codes in the first column of the table whose header starts with `title`.
    private func codes(_ title: String) throws -> [String] {
        let page = Peers.root.appending(path: "docs/wire.md")
        let lines = String(decoding: try Data(contentsOf: page), as: UTF8.self).components(separatedBy: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("| \(title) |") })
        return lines[(start + 2)...].prefix { $0.hasPrefix("| `") }.map { String($0.split(separator: "`")[1]) }
    }

    @Test func refusals_AreThoseOfTheCode() throws {
        #expect(try codes("code") == OpenReason.allCases.map(\.rawValue))
    }

    @Test func reasonsOfTheReaders_AreThoseOfTheCode() throws {
        #expect(try codes("MIME code") == MIMEReason.allCases.map(\.rawValue))
        #expect(try codes("message code") == MessageReason.allCases.map(\.rawValue))
        #expect(try codes("mail code") == MailReason.allCases.map(\.rawValue))
        #expect(try codes("receipt code") == ReceiptReason.allCases.map(\.rawValue))
    }

    @Test func exampleOfThePage_IsTheVector() throws {
        let page = Peers.root.appending(path: "docs/wire.md")
        let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
        #expect(text.contains("gcm-one-recipient.envelope"))
        let inspection = try EnvelopeInspection(of: EnvelopeVector(named: "gcm-one-recipient").body)
        guard case .sealed(let envelope) = inspection else { throw EnvelopeVector.Malformed(description: "not sealed") }
        #expect(envelope.recipients.map(\.identity.description).first?.contains("CN=ours-first") == true)
        #expect(envelope.nonceByteCount == 12 && envelope.tagByteCount == 16)
    }
}
