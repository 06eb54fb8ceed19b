internal import Foundation

/// The peak resident memory of this process, as the kernel keeps it.
enum PeakMemory {
    /// How many bytes the peak during `body` lies above what was resident before.
    static func added(_ body: () throws -> Void) throws -> Int {
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
        let before = try bytes("VmRSS:")
        try body()
        return try bytes("VmHWM:") - before
    }

    /// One figure of `/proc/self/status`.
    static func bytes(_ name: String) throws -> Int {
        let status = try String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        guard let number = line?.split(whereSeparator: { !$0.isNumber }).first, let value = Int(number) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return value * 1024
    }
}
