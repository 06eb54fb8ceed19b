import Testing

@testable import Envelope

struct DERReaderTests {
    private func read(_ bytes: [UInt8]) throws(DERError) -> DERElement {
        try DERReader.document(.sequence, in: bytes.span)
    }

    @Test func `reads one element and nothing else`() throws {
        let element = try read([0x30, 0x03, 0x02, 0x01, 0x05])
        #expect(element.content == 2..<5)
        #expect(element.whole == 0..<5)
    }

    @Test(
        arguments: [
            ([], DERError.Reason.truncated),
            ([0x30], .truncated),
            ([0x30, 0x80, 0x00, 0x00], .indefiniteLength),
            ([0x30, 0x81, 0x01, 0x00], .lengthNotMinimal),
            ([0x30, 0x82, 0x00, 0x81, 0x00], .lengthNotMinimal),
            ([0x30, 0x82, 0x01], .truncated),
            ([0x30, 0x84, 0x05, 0xF5, 0xE1, 0x00, 0x00], .lengthOverrun),
            ([0x30, 0x85, 0x01, 0x00, 0x00, 0x00, 0x00], .lengthOverrun),
            ([0x30, 0xFF, 0x01], .lengthOverrun),
            ([0x30, 0x02, 0x05], .lengthOverrun),
            ([0x30, 0x00, 0x00], .trailingBytes),
            ([0x3F, 0x21, 0x00], .unexpectedTag),
            ([0x31, 0x00], .unexpectedTag),
        ] as [([UInt8], DERError.Reason)])
    func `refuses what is not strict DER`(bytes: [UInt8], reason: DERError.Reason) {
        let error = #expect(throws: DERError.self) { try read(bytes) }
        #expect(error?.reason == reason)
    }

    @Test func `refuses a high tag number`() {
        let bytes: [UInt8] = [0x1F, 0x21, 0x00]
        var reader = DERReader(0..<3)
        let error = #expect(throws: DERError.self) { try reader.next(in: bytes.span) }
        #expect(error?.reason == .highTag)
    }

    @Test func `reads back integers, times and identifiers that it wrote`() throws {
        let bytes = DERWriter.write { writer in
            writer.sequence {
                $0.integer(600_000)
                $0.integer(128)
                $0.time(Region.now)
                $0.time(UTCTime(secondsSinceEpoch: 4_102_444_800))
                $0.objectIdentifier(.authEnvelopedData)
            }
        }
        let span = bytes.span
        var reader = try DERReader.document(.sequence, in: span).reader()
        #expect(try reader.next(in: span).smallInteger(in: span) == 600_000)
        #expect(try reader.next(in: span).smallInteger(in: span) == 128)
        #expect(try reader.next(.utcTime, in: span).time(in: span) == Region.now)
        #expect(try reader.next(.generalizedTime, in: span).time(in: span).description == "2100-01-01T00:00:00Z")
        let identifier = try ObjectID(try reader.next(in: span), in: span)
        #expect(identifier.description == "1.2.840.113549.1.9.16.1.23")
    }

    @Test func `writes long lengths in the fewest bytes`() {
        for count in [0, 127, 128, 255, 256, 65_535, 65_536] {
            let bytes = DERWriter.write { writer in
                writer.constructed(.sequence) { $0.raw([UInt8](repeating: 0, count: count)) }
            }
            let header = DERWriter.header(.sequence, count: count)
            #expect(Array(bytes.prefix(header.count)) == header)
            #expect(bytes.count == header.count + count)
            #expect((try? read(bytes))?.content.count == count)
        }
    }
}
