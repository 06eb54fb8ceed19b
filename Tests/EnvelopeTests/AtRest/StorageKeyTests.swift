import Testing

@testable import Envelope

@Suite("Storage keys")
struct StorageKeyTests {
    private let context = [UInt8]("message 1".utf8)

    @Test("what was sealed opens again", arguments: [0, 1, 15, 16, 17, 2_048, 100_000])
    func roundTrip(count: Int) throws {
        let key = try StorageKey()
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let box = try key.seal(plain, context: context)
        #expect(box.count == count + StorageKey.overhead)
        #expect(try key.open(box, context: context) == plain)
    }

    @Test("no byte of a box can change unnoticed")
    func everyByteCounts() throws {
        let key = try StorageKey()
        let box = try key.seal([1, 2, 3], context: context)
        for index in box.indices {
            var changed = box
            changed[index] ^= 1
            #expect(try key.open(changed, context: context) == nil)
        }
    }

    @Test("a box belongs to its context and its key")
    func bound() throws {
        let key = try StorageKey()
        let box = try key.seal([1, 2, 3], context: context)
        #expect(try key.open(box, context: context + [0]) == nil)
        #expect(try StorageKey().open(box, context: context) == nil)
    }

    @Test("an empty box still proves its context")
    func proof() throws {
        let key = try StorageKey()
        let proof = try key.seal([], context: context)
        #expect(try key.open(proof, context: context) == [])
        #expect(try key.open(proof, context: []) == nil)
    }

    @Test("a shortened box is refused", arguments: [0, 1, 12, 27])
    func short(count: Int) throws {
        let key = try StorageKey()
        #expect(try key.open(Array(try key.seal([], context: context).prefix(count)), context: context) == nil)
    }

    @Test("the same bytes never give the same box")
    func fresh() throws {
        let key = try StorageKey()
        #expect(try key.seal([1], context: context) != key.seal([1], context: context))
    }

    @Test("a wrapped key is the same key, under its own context only")
    func wrapping() throws {
        let outer = try StorageKey()
        let inner = try StorageKey()
        let box = try inner.seal([7], context: [])
        let wrapped = try outer.wrap(inner, context: context)
        let recovered = try #require(try outer.unwrap(wrapped, context: context))
        #expect(try recovered.open(box, context: []) == [7])
        #expect(try outer.unwrap(wrapped, context: []) == nil)
        #expect(try inner.unwrap(wrapped, context: context) == nil)
    }

    /// The derived key is the PBKDF2-HMAC-SHA-256 vector of RFC 7914 section 11 (first 32 bytes), and a box made with it by
    /// `AESGCM` of Python's cryptography package opens.
    @Test("a derived key opens what another program sealed")
    func foreignBox() throws {
        let key = try StorageKey(
            passphrase: Passphrase([UInt8]("Password".utf8)), salt: [UInt8]("NaCl".utf8), rounds: 80_000)
        let box = try #require(Self.bytes(Self.box))
        #expect(try key.open(box, context: [UInt8]("context".utf8)) == [UInt8]("weer thuis".utf8))
    }

    private static let box = "000102030405060708090a0b8910fd64790093cdecb4530b923d46809712f546b78349bcef77"

    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
