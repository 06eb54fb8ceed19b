import Foundation

/// The pages in docs/, for tests that compare them with the program.
enum Documentation {
    static func lines(_ page: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(page)"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }
}
