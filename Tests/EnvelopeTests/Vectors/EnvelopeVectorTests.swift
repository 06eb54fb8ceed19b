import Testing

@testable import Envelope

/// Every vector of `Tests/Vectors/envelopes` is accepted, or refused for exactly the reason that it names.
struct EnvelopeVectorTests {
    private func open(_ vector: EnvelopeVector) throws -> OpenedMessage {
        let now = try #require(UTCTime(rfc3339: try vector[.now]))
        let suite = try vector[.suite]
        try #require(["gcm", "cbc"].contains(suite))
        return try VectorKeys.opener().open(
            vector.body, from: VectorKeys.partner(vector[.sender], suite: suite),
            to: Exchange.oin(vector[.recipient]), over: vector.header[.transport] == "mail" ? .mail : .https, at: now)
    }

    @Test(arguments: try EnvelopeVector.all())
    func vector_HasItsOutcome(vector: EnvelopeVector) throws {
        let expected = try vector[.expect]
        do {
            let opened = try open(vector)
            #expect(expected == "accepted")
            let hash = try Digest(.sha256, of: opened.bytes).bytes
            #expect(ChainReference(sequence: 0, hash: hash)?.description == "0:\(try vector[.payloadHash])")
        } catch let error as OpenError {
            #expect(error.reason.rawValue == expected, "\(error)")
            #expect(vector.header[.payloadHash] == nil)
            if let mime = vector.header[.mime] { #expect(error.detail == mime) }
        }
    }

    @Test func vectors_AreManyAndTestEveryClass() throws {
        let vectors = try EnvelopeVector.all()
        let classes = Set(try vectors.map { try $0[.expect] })
        // A node can't be made to run out of memory by a vector; a size over the limit would be a vector of 24 MB.
        let untested = Set(OpenReason.allCases.map(\.rawValue)).subtracting(classes).subtracting([
            "unavailable", "size",
        ])
        #expect(untested.isEmpty, "no vector for \(untested)")
        #expect(classes.isSubset(of: OpenReason.allCases.map(\.rawValue) + ["accepted"]))
    }

    @Test(arguments: ["expect: x\nexpect: y\n\n", "unknown: x\n\n", "expect\n\n", "expect: x\n"])
    func headerThatIsNotUnderstood_FailsTheReader(text: String) {
        #expect(throws: EnvelopeVector.Malformed.self) { try EnvelopeVector(name: "x", [UInt8](text.utf8)) }
    }

    @Test func refusalBeforeTheSenderIsKnown_SaysSo() throws {
        let afterwards: Set = ["message", "source", "outer-sender", "outer-recipient", "recipient", "time"]
        for vector in try EnvelopeVector.all() where try vector[.expect] != "accepted" {
            do {
                _ = try open(vector)
                Issue.record("\(vector.name) was accepted")
            } catch let error as OpenError {
                #expect(error.isSenderVerified == afterwards.contains(error.reason.rawValue), "\(vector.name)")
            }
        }
    }
}
