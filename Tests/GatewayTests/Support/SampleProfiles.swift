import Foundation
import Schemas

/// The profiles and forms that tests use.
enum SampleProfiles {
    static let fryslan = Result { try Profile.embedded() }
    static let kleinstad = Result { try Profile.load(files: files("profiles/kleinstad-2026")) }

    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Vectors")

    static func form(_ name: String) throws -> JSONTree {
        let file = vectors.appending(path: "formulieren/\(name).json")
        return JSONTree(try JSONDocument(parsing: [UInt8](try Data(contentsOf: file))).root)
    }

    private static func files(_ folder: String) throws -> [String: [UInt8]] {
        let folder = vectors.appending(path: folder)
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        }
        return files
    }
}
