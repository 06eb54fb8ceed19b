import Testing

@testable import Envelope

struct KeyUnwrapTests {
    private static func hexadecimal(_ text: String) -> [UInt8] {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    /// RFC 3394, 4.6: 256 bits of key data under a key of 256 bits.
    private static let wrappingKey = hexadecimal("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")
    private static let contentKey = hexadecimal("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
    private static let wrapped = hexadecimal(
        "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21")
    private static let standIn = [UInt8](repeating: 0x77, count: 32)

    private func unwrap(_ wrapped: [UInt8]) throws -> (bytes: [UInt8], isGenuine: Bool) {
        let context = try CipherContext()
        let none: [UInt8] = []
        try context.begin(.aes256Block, .decrypt, key: Self.wrappingKey.span, iv: none.span)
        let key = try KeyUnwrap.contentKey(wrapped, context, else: SecretBytes(copying: Self.standIn.span))
        return (key.secret.withSpan { [UInt8]($0, 0..<$0.count) }, key.isGenuine)
    }

    @Test func `unwraps the example of the RFC`() throws {
        let opened = try unwrap(Self.wrapped)
        #expect(opened.isGenuine)
        #expect(opened.bytes == Self.contentKey)
    }

    @Test func `gives the stand-in for every changed bit`() throws {
        for bit in 0..<(Self.wrapped.count * 8) {
            var changed = Self.wrapped
            changed[bit / 8] ^= 1 << (bit % 8)
            let opened = try unwrap(changed)
            #expect(!opened.isGenuine)
            #expect(opened.bytes == Self.standIn)
        }
    }

    @Test(arguments: [0, 39, 41, 48])
    func `gives the stand-in for another length`(count: Int) throws {
        let opened = try unwrap([UInt8](repeating: 1, count: count))
        #expect(!opened.isGenuine)
        #expect(opened.bytes == Self.standIn)
    }

    @Test func `RSA v1.5 padding gives the key only when every byte of it is right`() {
        let key = [UInt8](1...32)
        let good = [0x00, 0x02] + [UInt8](repeating: 0xAA, count: 384 - 35) + [0x00] + key
        func open(_ block: [UInt8]) -> (bytes: [UInt8], isGenuine: Bool) {
            let opened = PKCS1Padding.contentKey(
                in: SecretBytes(copying: block.span), else: SecretBytes(copying: Self.standIn.span))
            return (opened.secret.withSpan { [UInt8]($0, 0..<$0.count) }, opened.isGenuine)
        }
        #expect(open(good).bytes == key)
        #expect(open(good).isGenuine)
        var changes = [(0, UInt8(1)), (1, 1), (1, 0), (good.count - 33, 1)]
        changes += (2..<(good.count - 33)).map { ($0, 0) }
        for (index, value) in changes {
            var block = good
            block[index] = value
            #expect(!open(block).isGenuine)
            #expect(open(block).bytes == Self.standIn)
        }
    }
}
