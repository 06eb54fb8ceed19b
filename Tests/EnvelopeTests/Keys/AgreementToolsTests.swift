import Testing

@testable import Envelope

@Suite("Agreement with the ephemeral keys of messages")
struct AgreementToolsTests {
    private func bytes(_ secret: consuming SecretBytes) -> [UInt8] { secret.withSpan { [UInt8]($0, 0..<$0.count) } }

    private func agreed(_ key: PrivateKey, _ point: [UInt8]) throws -> [UInt8]? {
        let count = key.publicKey.algorithm.agreedByteCount
        guard let secret = try key.decryptors.agreement.agree(with: point, count: count) else { return nil }
        return bytes(secret)
    }

    @Test("One tool after another key gives what that key gives", arguments: [KeyAlgorithm.p256, .p384])
    func takesOneKeyAfterAnother(_ algorithm: KeyAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let generator = try KeyGenerator(algorithm)
        for _ in 0..<20 {
            let theirs = try EphemeralKey(algorithm, generator)
            #expect(try agreed(key, theirs.point) == bytes(try theirs.agree(with: key.publicKey)))
        }
    }

    @Test(
        "A point that is not on the curve is refused, and harms none after it", arguments: [KeyAlgorithm.p256, .p384])
    func refusesWhatIsNotOnTheCurve(_ algorithm: KeyAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let generator = try KeyGenerator(algorithm)
        for _ in 0..<3 {
            let theirs = try EphemeralKey(algorithm, generator)
            var wrong = theirs.point
            wrong[wrong.count - 1] ^= 1
            #expect(try agreed(key, wrong) == nil)
            #expect(try agreed(key, theirs.point) == bytes(try theirs.agree(with: key.publicKey)))
        }
    }

    @Test("Many at once do not get each other's secrets")
    func staysApart() async throws {
        let key = try PrivateKey.generate()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let generator = try KeyGenerator(.p256)
                    for _ in 0..<50 {
                        let theirs = try EphemeralKey(.p256, generator)
                        guard try agreed(key, theirs.point) == bytes(try theirs.agree(with: key.publicKey)) else {
                            return false
                        }
                    }
                    return true
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
