import Schemas
import Testing

@testable import Envelope

struct ReceivedMessageTests {
    static let text = """
        {"specversion":"1.0","id":"018bcfe5-6800-7123-8456-789abcdef012",\
        "source":"urn:nld:oin:00000099000000001000:systeem:gateway","type":"nl.weerthuis.aanmeldbericht",\
        "subject":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","time":"2026-11-21T13:30:00Z",\
        "dataschema":"https://weerthuis.nl/schema/fryslan-2022/aanmeldbericht/1","datacontenttype":"application/json",\
        "recipient":"00000099000000002000",\
        "directory":"7:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","data":{"a":"é"}}
        """

    private func read(_ text: String) throws(MessageError) -> ReceivedMessage {
        try ReceivedMessage(decoding: [UInt8](text.utf8))
    }

    private func refusal(_ replacing: String, _ with: String) -> MessageReason? {
        do {
            _ = try read(Self.text.replacing(replacing, with: with))
            return nil
        } catch { return error.reason }
    }

    @Test func message_IsReadIntoItsTypes() throws {
        let message = try read(Self.text)
        #expect(message.attributes.source.party == OIN("00000099000000001000"))
        #expect(message.attributes.source.system == "gateway")
        #expect(message.attributes.name == MessageName("aanmeldbericht"))
        #expect(message.attributes.time == UTCTime(year: 2026, month: 11, day: 21, hour: 13, minute: 30))
        #expect(message.attributes.directory == ChainReference(sequence: 7, hash: Array(0...31)))
        #expect(message.data["a"]?.string == "é")
    }

    @Test func message_IsWrittenByteForByteAsItWasRead() throws {
        let message = try read(Self.text)
        let written = try message.attributes.encoded(with: JSONTree(message.data))
        #expect(String(decoding: written, as: UTF8.self) == Self.text)
        #expect(!written.contains(0x0A) && !written.contains(0x0D))
    }

    @Test func lineEndsBetweenTokens_AreRead() throws {
        let spread = Self.text.replacing(",\"", with: ",\r\n\"").replacing("{", with: "{\n ")
        #expect(try read(spread).attributes == read(Self.text).attributes)
    }

    @Test(
        arguments: [
            (#""1.0""#, #""0.3""#, MessageReason.version), (#""1.0""#, "1.0", .version),
            ("-7123-", "-4123-", .id), ("-8456-", "-c456-", .id), ("018bcfe5", "018BCFE5", .id),
            ("018bcfe5-", "018bcfe5", .id), ("12\",\"source", "123\",\"source", .id),
            ("urn:nld:oin", "urn:nld:hrn", .source), ("00000099000000001000", "0000009900000000100", .source),
            (":systeem:gateway", ":systeem:", .source), (":systeem:gateway", ":systeem:Gateway", .source),
            (":systeem:gateway", "", .source), (":gateway", ":gateway:x", .source),
            ("nl.weerthuis.aan", "nl.ander.aan", .type), ("aanmeldbericht\",\"subject", "\",\"subject", .type),
            ("-41d3-", "-71d3-", .subject), ("13:30:00Z", "13:30:00", .time), ("2026-11-21T", "2026-02-30T", .time),
            ("https://weerthuis.nl/", "/", .dataSchema), ("https://", "https:// ", .dataSchema),
            ("fryslan-2022", "fryslan#2022", .dataSchema), ("application/json", "text/json", .dataContentType),
            ("00000099000000002000", "0000009900000000200a", .recipient), ("\"7:", "\"07:", .directory),
            ("\"7:00", "\"7:", .directory), ("1e1f", "1E1F", .directory), ("\"7:", "\"9007199254740992:", .directory),
            (#""data":{"a""#, #""extra":"1","data":{"a""#, .unknownAttribute),
            (#","data":{"a":"é"}"#, "", .missingAttribute), (#""specversion":"1.0","#, "", .missingAttribute),
            (#""recipient":"00000099000000002000","#, "", .missingAttribute),
            (#""specversion":"1.0","#, #""specversion":"1.0","specversion":"1.0","#, .json), ("}}", "}", .json),
            ("é", "\n", .json),
        ])
    func illFormedAttribute_IsRefusedWithItsOwnReason(replacing: String, with: String, reason: MessageReason) {
        #expect(refusal(replacing, with) == reason)
    }

    @Test func otherJSON_IsRefused() {
        for text in ["[]", "\"a\"", "null"] {
            #expect(throws: MessageError(.notAnObject)) { try read(text) }
        }
    }

    @Test func refusal_SaysWhereButQuotesNothing() throws {
        do {
            _ = try read(#"{"burgerservicenummer": 999990007, }"#)
            Issue.record("read")
        } catch {
            #expect(error.syntax?.line == 1)
            #expect(!"\(error)".contains("999990007"))
            #expect("\(error)".contains("message-json"))
        }
    }

    @Test func attributesThatNoReaderWouldAccept_AreNotWritten() throws {
        var attributes = try read(Self.text).attributes
        let random = UniqueID(random: (0, 0))
        let timed = attributes.id
        attributes.id = random
        #expect(throws: MessageError(.id)) { try attributes.encoded(with: [:]) }
        attributes.id = timed
        attributes.subject = timed
        #expect(throws: MessageError(.subject)) { try attributes.encoded(with: [:]) }
        attributes.subject = random
        attributes.dataSchema = "relative"
        #expect(throws: MessageError(.dataSchema)) { try attributes.encoded(with: [:]) }
    }
}
