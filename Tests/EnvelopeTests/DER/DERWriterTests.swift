import Testing

@testable import Envelope

struct DERWriterTests {
    @Test(
        arguments: [
            (0, [0x02, 0x01, 0x00]), (1, [0x02, 0x01, 0x01]), (127, [0x02, 0x01, 0x7F]),
            (128, [0x02, 0x02, 0x00, 0x80]),
            (255, [0x02, 0x02, 0x00, 0xFF]), (256, [0x02, 0x02, 0x01, 0x00]), (32_767, [0x02, 0x02, 0x7F, 0xFF]),
            (32_768, [0x02, 0x03, 0x00, 0x80, 0x00]),
            (.max, [0x02, 0x08, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ] as [(Int, [UInt8])])
    func `writes an integer in as few bytes as its sign leaves`(number: Int, expected: [UInt8]) {
        #expect(DERWriter.write { $0.integer(number) } == expected)
    }

    @Test(
        arguments: [
            (0, [0x00]), (127, [0x7F]), (128, [0x81, 0x80]), (255, [0x81, 0xFF]), (256, [0x82, 0x01, 0x00]),
            (65_535, [0x82, 0xFF, 0xFF]), (65_536, [0x83, 0x01, 0x00, 0x00]),
        ] as [(Int, [UInt8])])
    func `writes the same length in every way, and reads it back`(count: Int, length: [UInt8]) throws {
        let content = [UInt8](repeating: 0x05, count: count)
        let octets = [0x04] + length + content
        #expect(DERWriter.write { $0.octetString(content) } == octets)
        #expect(DERWriter.header(.octetString, count: count) + content == octets)
        let sequence = DERWriter.write { writer in writer.sequence { $0.raw(content) } }
        #expect(sequence == [0x30] + length + content)
        let element = try DERReader.document(.sequence, in: sequence.span)
        #expect(element.content == (1 + length.count)..<sequence.count)
    }
}
