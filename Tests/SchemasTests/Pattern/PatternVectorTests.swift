import Foundation
import Testing

@testable import Schemas

/// The verdicts of an independent engine: `Tests/Vectors/pattern/README.md`.
struct PatternVectorTests {
    struct Vector: Decodable, CustomTestStringConvertible {
        let pattern: String
        let isPattern: Bool
        let found: [String]?
        let notFound: [String]?

        var testDescription: String { pattern }
    }

    static let vectors: [Vector] = {
        let file = URL(filePath: #filePath).appending(path: "../../../Vectors/pattern/ecmascript.json").standardized
        return (try? JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))) ?? []
    }()

    @Test func allVectorsAreRead() {
        #expect(Self.vectors.count > 900)
        #expect(Self.vectors.count { !$0.isPattern } > 150)
    }

    @Test(arguments: vectors.filter { !$0.isPattern })
    func isRefused(_ vector: Vector) {
        #expect(throws: PatternError.self) { try Pattern(vector.pattern) }
    }

    @Test(arguments: vectors.filter(\.isPattern))
    func isFoundWhereItShouldBe(_ vector: Vector) throws {
        for engine in try PatternEngine.all(for: vector.pattern) {
            for text in vector.found ?? [] {
                #expect(engine.search(text) == .match, "\(engine.name) on \(text.debugDescription)")
            }
            for text in vector.notFound ?? [] {
                #expect(engine.search(text) == .noMatch, "\(engine.name) on \(text.debugDescription)")
            }
        }
    }
}
