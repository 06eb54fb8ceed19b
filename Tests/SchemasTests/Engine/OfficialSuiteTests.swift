import Foundation
import Schemas
import Testing

/// The required tests of the official JSON Schema Test Suite for draft 2020-12, each a case of its own.
struct OfficialSuiteTests {
    static let cases = (try? SuiteFiles.cases(in: SuiteFiles.folder.appending(path: "tests"))) ?? []
    static let registry = Result { try SuiteFiles.registry() }

    @Test func theSuiteIsThere() throws {
        #expect(Self.cases.count == 1299)
        _ = try Self.registry.get()
    }

    @Test(arguments: cases)
    func agrees(_ suiteCase: SuiteFiles.Case) throws {
        let schema = try Self.registry.get().compile(JSONDocument(parsing: suiteCase.schema))
        let instance = try JSONDocument(parsing: suiteCase.instance)
        #expect(try schema.accepts(instance) == suiteCase.isValid)
        let verdict = try schema.validate(instance)
        #expect(verdict.isValid == suiteCase.isValid)
        #expect(verdict.violations.isEmpty == suiteCase.isValid)
    }
}
