internal import Foundation

/// The words of the command line, `--name value` each.
struct Options {
    let operation: String
    private var values: [String: String] = [:]

    init(_ words: [String]) throws {
        guard words.count > 1, words.count.isMultiple(of: 2) else { throw BenchFailure("options come in pairs") }
        operation = words[1]
        for index in stride(from: 2, to: words.count, by: 2) { values[words[index]] = words[index + 1] }
    }

    func text(_ name: String) throws -> String {
        guard let value = values["--" + name] else { throw BenchFailure("--\(name) is missing") }
        return value
    }

    func number(_ name: String) throws -> Int {
        guard let value = Int(try text(name)) else { throw BenchFailure("--\(name) is not a number") }
        return value
    }

    func file(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: try text(name))))
    }
}
