import Foundation
import Testing

@testable import Schemas

/// `Tests/Vectors/format/formats.json`.
struct FormatVectorTests {
    struct Texts: Decodable {
        let accepted: [String]
        let refused: [String]
    }

    static let vectors: [String: Texts] = {
        let file = URL(filePath: #filePath).appending(path: "../../../Vectors/format/formats.json").standardized
        return (try? JSONDecoder().decode([String: Texts].self, from: Data(contentsOf: file))) ?? [:]
    }()

    @Test(arguments: Format.allCases)
    func textsOfTheFormatAreToldFromOthers(_ format: Format) throws {
        let texts = try #require(Self.vectors[format.rawValue])
        #expect(!texts.accepted.isEmpty && !texts.refused.isEmpty)
        for text in texts.accepted { #expect(format.accepts(text), "\(text.debugDescription)") }
        for text in texts.refused { #expect(!format.accepts(text), "\(text.debugDescription)") }
    }

    @Test func unknownNamesAreNoFormat() {
        for name in ["", "Date", "datetime", "postcode", "BSN", "unknown"] { #expect(Format.named(name) == nil) }
        for format in Format.allCases { #expect(Format.named(format.rawValue) == format) }
    }

    @Test(arguments: Format.allCases)
    func noTextTraps(_ format: Format) throws {
        let texts = try #require(Self.vectors[format.rawValue])
        var generator = SystemRandomNumberGenerator()
        for text in texts.accepted + texts.refused {
            var bytes = Array(text.utf8)
            for _ in 0..<50 {
                if let place = bytes.indices.randomElement(using: &generator) { bytes[place] = .random(in: 0...255) }
                for end in 0...min(bytes.count, 40) { _ = format.accepts(bytes.span.extracting(0..<end)) }
            }
        }
    }
}
