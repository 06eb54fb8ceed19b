import Foundation
import Schemas
import Testing

/// The official test suite beside the tests: its files, its cases, and a registry with its remote documents.
enum SuiteFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Vectors/json-schema-suite").standardizedFileURL

    /// A test of the suite with its schema.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: [UInt8]
        let instance: [UInt8]
        let isValid: Bool

        var testDescription: String { name }
    }

    /// All tests of the `.json` files in a folder, in order.
    static func cases(in folder: URL) throws -> [Case] {
        try jsonFiles(below: folder).flatMap { file in try cases(of: file) }
    }

    static func cases(of file: URL) throws -> [Case] {
        let name = file.deletingPathExtension().lastPathComponent
        let groups = try JSONDocument(parsing: Array(Data(contentsOf: file))).root.elements
        return groups.flatMap { group -> [Case] in
            guard let schema = group["schema"], let tests = group["tests"]?.elements else { return [] }
            return tests.compactMap { test in
                guard let data = test["data"], let isValid = test["valid"]?.bool else { return nil }
                let titles = [name, group["description"]?.string ?? "", test["description"]?.string ?? ""]
                return Case(
                    name: titles.joined(separator: ": "), schema: JSONTree(schema).encoded(),
                    instance: JSONTree(data).encoded(), isValid: isValid)
            }
        }
    }

    /// A registry with every remote document under the URI at which the tests expect it.
    static func registry() throws -> SchemaRegistry {
        var registry = SchemaRegistry()
        let remotes = folder.appending(path: "remotes")
        for file in try jsonFiles(below: remotes) {
            let path = file.path(percentEncoded: false).dropFirst(remotes.path(percentEncoded: false).count)
            let document = try JSONDocument(parsing: Array(Data(contentsOf: file)))
            try registry.add(document, at: "http://localhost:1234" + (path.hasPrefix("/") ? "" : "/") + path)
        }
        return registry
    }

    private static func jsonFiles(below folder: URL) throws -> [URL] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        return paths.filter { $0.hasSuffix(".json") }.sorted().map { folder.appending(path: $0) }
    }
}
