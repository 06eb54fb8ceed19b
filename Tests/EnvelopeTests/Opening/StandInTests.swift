import Testing

@testable import Envelope

@Suite("The stand-in for a plaintext that must not be used")
struct StandInTests {
    /// If it were refused before the public-key operation, a wrong tag or padding could be told by its time.
    @Test(
        "It is read to its end, and costs a verification", arguments: ["anna", "p384", "rsa"], [0, 100, 2_000, 100_000])
    func reachesTheVerification(_ name: String, _ count: Int) throws {
        let certificate = try TestkitWorld.certificate(name)
        let party = try #require(OIN(TestkitWorld.us))
        var plain = [UInt8](repeating: 0xA5, count: count)
        let standIn = StandIn(certificate, of: party)
        standIn.replace(&plain)

        let reader = SignedEntityReader(standInFor: Partner(party), transport: .https, directory: standIn.directory)
        let context = try DigestContext()
        var didVerify = false
        let error = try #require(throws: OpenError.self) {
            _ = try reader.verify(plain.span, context, didVerify: &didVerify)
        }
        #expect(didVerify)
        #expect(error.reason == .messageDigest)
        #expect(count < 2_000 || plain.count == count)
    }
}
