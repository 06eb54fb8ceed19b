import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Keys: the process that holds them", .serialized)
struct KeyProcessTests {
    @Test(
        "signs with every kind of key and digest as the key itself would",
        arguments: [
            KeyAlgorithm.p256, .p384, .rsa(bits: 3072),
        ])
    func signs(algorithm: KeyAlgorithm) throws {
        let fixture = try KeyProcessFixture([algorithm])
        let process = try fixture.start()
        let key = try #require(process.keys.first)
        #expect(key.publicKey == fixture.keys[0].publicKey)
        for algorithm in DigestAlgorithm.allCases {
            let digest = try Digest(algorithm, of: [1, 2, 3])
            #expect(try key.publicKey.verify(try key.sign(digest), of: digest))
        }
    }
}
