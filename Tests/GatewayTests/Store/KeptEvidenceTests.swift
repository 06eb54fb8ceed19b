import Testing

@testable import Gateway

/// Signed entities that are kept without the content in them.
@Suite("Store: kept evidence")
struct KeptEvidenceTests {
    private static let content = Array("{\"wie\":\"uitstromer\"}".utf8)

    private static let entities: [[UInt8]] = [
        Array("Content-Type: multipart/signed\r\n\r\n".utf8) + content + Array("\r\n--weerthuis--\r\n".utf8),
        content, content + content, Array(content.dropLast()) + content, content + [1], [1] + content,
        // Not in it, or in another form.
        [], [1], Array(content.dropLast()), Array(content.reversed()), Array("eyJ3aWUi".utf8),
        [UInt8](repeating: 7, count: 9_000) + content,
    ]

    @Test("comes back as it was, by itself and out of a box", arguments: entities)
    func comesBack(entity: [UInt8]) {
        let kept = KeptEvidence(entity, of: Self.content)
        #expect(kept.evidence(of: Self.content) == entity)
        #expect(KeptEvidence(parts: kept.parts) == kept)
        let parts = ArrivalParts(content: Self.content, evidence: entity, mic: [3], receipt: [4, 5])
        let opened = ArrivalParts(joined: parts.joined)
        #expect(opened?.content == Self.content)
        #expect(opened?.evidence == entity)
        #expect(opened?.mic == [3])
        #expect(opened?.receipt == [4, 5])
        guard !entity.isEmpty else { return }
        let proof = DeliveryProof(receipt: [1], mic: [2], evidence: kept)
        #expect(DeliveryProof(joined: proof.joined)?.evidence?.evidence(of: Self.content) == entity)
    }

    @Test("content of no bytes stands nowhere")
    func empty() {
        #expect(KeptEvidence([1, 2], of: []).parts == [[1, 2]])
    }

    @Test("the content is not kept twice")
    func once() {
        let content = [UInt8](repeating: 65, count: 2_000)
        let parts = ArrivalParts(content: content, evidence: [13, 10] + content + [13, 10], mic: [3], receipt: [4])
        #expect(parts.joined.count < 2_100)
    }

    @Test("boxes of before, with the whole entity, are read")
    func before() throws {
        let arrival = JoinedParts.join([Self.content, Self.entities[0], [3], [4, 5]])
        #expect(ArrivalParts(joined: arrival)?.evidence == Self.entities[0])
        #expect(ArrivalParts(joined: arrival)?.receipt == [4, 5])
        let proof = try #require(DeliveryProof(joined: JoinedParts.join([[1], [2], Self.entities[0]])))
        #expect(proof.evidence?.evidence(of: Self.content) == Self.entities[0])
        let without = try #require(DeliveryProof(joined: JoinedParts.join([[1], [2], []])))
        #expect(without.evidence == nil)
    }

    @Test("boxes with more or fewer parts than were ever written are damage", arguments: [0, 1, 2, 3, 6, 7])
    func others(count: Int) {
        let joined = JoinedParts.join([[UInt8]](repeating: [1], count: count))
        #expect(ArrivalParts(joined: joined) == nil)
        #expect(count == 3 || DeliveryProof(joined: joined) == nil)
        #expect(ArrivalParts(joined: joined + [0]) == nil)
    }
}
