import Testing

@testable import Schemas

struct PunycodeTests {
    /// Samples of RFC 3492 section 7.1 and of common use.
    @Test(arguments: [
        ("bücher", "bcher-kva"), ("mañana", "maana-pta"), ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"), ("ü", "tda"), ("-> $1.00 <-", "-> $1.00 <--"),
    ])
    func encodesAndDecodes(_ text: String, _ encoded: String) throws {
        let label = text.unicodeScalars.map(\.value)
        #expect(Punycode.encode(label) == Array(encoded.utf8))
        #expect(Punycode.decode(Array(encoded.utf8)) == label)
    }

    @Test(arguments: ["99999999", "zzzzzzzzzzzzzzzzzzzzzzzz", "a-é", "a-b c", "0", "-999999b"])
    func whatEncodesNothingIsRefused(_ text: String) {
        #expect(Punycode.decode(Array(text.utf8)) == nil)
    }

    @Test func everyLabelComesBack() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let label = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                UInt32.random(in: 0x20...0xD7FF, using: &generator)
            }
            #expect(Punycode.encode(label).flatMap(Punycode.decode) == label)
        }
    }
}
