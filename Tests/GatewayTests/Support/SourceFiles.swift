import Foundation

/// The project's own files, for tests that read them.
enum SourceFiles {
    struct File: Sendable {
        /// From the top of the repository.
        let path: String
        let text: String

        var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files under a folder.
    static func swift(under folder: String) throws -> [File] {
        try names(under: folder).filter { $0.hasSuffix(".swift") }.map { name in
            let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
            return File(path: name, text: text)
        }
    }

    static func names(under folder: String) -> [String] {
        let place = root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
        return names.map { "\(folder)/\($0)" }.sorted()
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }
}
