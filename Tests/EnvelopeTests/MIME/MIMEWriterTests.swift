import Testing

@testable import Envelope

struct MIMEWriterTests {
    private func written(
        fields: [(name: String, value: String)] = [], body: [UInt8] = [], _ encoding: MIMETransferEncoding
    ) throws(MIMEError) -> [UInt8] {
        try MIMEWriter.entity(MIMEContentType(.plainText), fields: fields, body: body.span, encoding)
    }

    @Test(arguments: MIMETransferEncoding.allCases)
    func entity_IsReadBack(encoding: MIMETransferEncoding) throws {
        let body = [UInt8]("Bericht 1\r\n\r\nregel = 2".utf8)
        let type = MIMEContentType(.plainText, [MIMEParameter("charset", "utf-8"), MIMEParameter("name", "a b.txt")])
        let bytes = try MIMEWriter.entity(type, fields: [("X-Y", "z")], body: body.span, encoding)
        let entity = try MIMEReader.read(bytes.span, .mail)
        #expect(entity.contentType == type)
        #expect(entity.transferEncoding == encoding)
        #expect(entity.field("x-y", in: bytes.span) == "z")
        #expect(try entity.content(in: bytes.span) == body)
    }

    @Test func multipart_IsReadBack() throws {
        let (json, der): ([UInt8], [UInt8]) = ([0x7B, 0x7D], [1, 2, 3])
        let part = try MIMEWriter.entity(MIMEContentType(.cloudEvent), body: json.span, .binary)
        let signature = try MIMEWriter.entity(MIMEContentType(.signature), body: der.span, .binary)
        let body = try MIMEWriter.multipartBody([part, signature], boundary: "x-1")
        let type = MIMEWriter.signedType(boundary: "x-1", digest: "sha-256")
        let root = try MIMEReader.read(body: body.span, as: type)
        #expect(root.parts.map { Array(body[$0.range]) } == [part, signature])
        #expect(try MIMEContentType(parsing: type.headerValue) == type)
    }

    @Test func boundaryInsideAPart_IsRefused() throws {
        for text in ["--x-1", "a\r\n--x-1", "a\n--x-1yz", "a\r--x-1"] {
            #expect(throws: MIMEError(.boundaryAmbiguous, at: 0)) {
                try MIMEWriter.multipartBody([[UInt8](text.utf8)], boundary: "x-1")
            }
        }
        #expect(throws: MIMEError(.boundary, at: 0)) { try MIMEWriter.multipartBody([], boundary: "") }
    }

    @Test func fieldThatWouldInjectAnother_IsRefused() {
        for (name, value) in [("X", "a\r\nY: b"), ("X Y", "a"), ("", "a"), ("X", "é"), ("X:", "a")] {
            #expect(throws: MIMEError(.headerCharacter, at: 0)) {
                try written(fields: [(name, value)], .sevenBit)
            }
        }
        #expect(throws: MIMEError(.headerLine, at: 0)) {
            let value = String(repeating: "a", count: 999)
            _ = try written(fields: [("X", value)], .sevenBit)
        }
    }

    @Test func bodyThatBreaksItsEncoding_IsRefused() {
        #expect(throws: MIMEError(.bodyCharacter, at: 0)) {
            try written(body: [0xC3], .sevenBit)
        }
        #expect(throws: MIMEError(.lineEnd, at: 0)) {
            try written(body: [0x0A], .eightBit)
        }
    }
}
