import Foundation
import Schemas

/// Where the tests find profiles and forms.
enum ProfileFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let fryslan = root.appending(path: "Sources/Schemas/Profiles/fryslan-2022")
    static let vocabulary = root.appending(path: "Sources/Schemas/Profiles/vocabulary")
    static let kleinstad = root.appending(path: "Tests/Vectors/profiles/kleinstad-2026")
    static let forms = root.appending(path: "Tests/Vectors/formulieren")

    /// The files of a folder by name.
    static func read(_ folder: URL) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = try Array(Data(contentsOf: folder.appending(path: name)))
        }
        return files
    }

    static func form(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: forms.appending(path: name + ".json")))
    }

    /// The names of the example forms, without `.json`. The message type is what stands before the first hyphen.
    static func formNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: forms.path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func messageType(of form: String) -> String { String(form.prefix { $0 != "-" }) }

    /// One profile for all tests; loading it costs some time.
    static let embedded = Result { try Profile.embedded() }
}
