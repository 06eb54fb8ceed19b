import Testing

@testable import Envelope

@Suite("The envelope testkit")
struct TestkitVectorTests {
    /// What a sender may be told, since its signature was verified before. Every other refusal is the same to the outside.
    private static let tellable: Set<OpenReason> = [
        .message, .source, .outerSender, .outerRecipient, .recipient, .time,
    ]
    /// Reasons of the MIME reader that come up after the signature: the signed body is decoded only then.
    private static let decoding = ["mime-base64", "mime-quoted-printable"]

    @Test("A vector that must be accepted gives its message", arguments: try TestkitVector.accepted())
    func accepts(_ vector: TestkitVector) throws {
        let world = try TestkitWorld(vector)
        let opened = try world.opener().open(
            vector.body, from: world.partner, to: world.recipient, over: world.transport, at: world.now)
        #expect(try Digest(.sha256, of: opened.bytes).hexadecimal == vector[.payloadHash])
        let entity = Array(opened.signed.evidence[opened.signed.entity.range])
        #expect(try Digest(.sha256, of: entity).hexadecimal == vector[.entityHash])
        #expect(try opened.signed.signature.mic.hexadecimal == vector[.entityHash])
    }

    @Test("A vector that must be refused is refused for its own reason", arguments: try TestkitVector.refused())
    func refuses(_ vector: TestkitVector) throws {
        let world = try TestkitWorld(vector)
        let opener = try world.opener()
        let error = try #require(throws: OpenError.self) {
            _ = try opener.open(
                vector.body, from: world.partner, to: world.recipient, over: world.transport, at: world.now)
        }
        let expected = try vector[.expect].split(separator: " ").map(String.init)
        #expect(error.reason.rawValue == expected[0], "\(error)")
        if expected.count > 1 { #expect(error.detail == expected[1]) }
        let isOfSignedBody = error.detail.map { Self.decoding.contains($0) } ?? false
        #expect(error.isSenderVerified == (Self.tellable.contains(error.reason) || isOfSignedBody))
    }

    @Test("The header of a vector is closed")
    func refusesOtherHeaders() throws {
        let bytes = [UInt8]("expect: accepted\nverwacht: iets\n\n".utf8)
        #expect(throws: TestkitVector.Malformed.self) { try TestkitVector(name: "proef", bytes) }
        let twice = [UInt8]("expect: tag\nexpect: tag\n\n".utf8)
        #expect(throws: TestkitVector.Malformed.self) { try TestkitVector(name: "proef", twice) }
    }
}
