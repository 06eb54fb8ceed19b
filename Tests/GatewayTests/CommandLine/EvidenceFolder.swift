import Foundation
import Testing

/// An exported folder, and its README as a reader follows it.
struct EvidenceFolder {
    let path: String

    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)"))) }

    var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []) }

    /// Runs the blocks of the README as they stand there, in a plain shell that goes on after errors.
    ///
    /// - Returns: the exit status of each block.
    func check() throws -> [Int32] {
        try text("README.md").components(separatedBy: "```sh\n").dropFirst().map { part in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", part.components(separatedBy: "```")[0]]
            process.currentDirectoryURL = URL(filePath: path)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Whether every check succeeds; false for a README without checks.
    func isRight() throws -> Bool {
        let results = try check()
        return !results.isEmpty && results.allSatisfy { $0 == 0 }
    }
}
