internal import Foundation

/// CPU time (user and system) of this process and of another, each with its key process, and the time on the clock.
struct Meter {
    struct Reading {
        let seconds, own, peer: Double
        let peerResident: Double
    }

    private static let own = Int(ProcessInfo.processInfo.processIdentifier)

    private let process: Int
    private let begin = ContinuousClock.now
    private let own: Double
    private let peer: Double

    init(peer process: Int) throws {
        self.process = process
        own = try Self.cpu(Self.own)
        peer = try Self.cpu(process)
    }

    func read() throws -> Reading {
        Reading(
            seconds: (ContinuousClock.now - begin) / .seconds(1), own: try Self.cpu(Self.own) - own,
            peer: try Self.cpu(process) - peer, peerResident: try Self.resident(process))
    }

    private static func cpu(_ process: Int) throws -> Double {
        try ([process] + children(of: process)).reduce(0) { try $0 + cpuAlone($1) }
    }

    /// What a process has started and not collected: its key process, if it has one.
    private static func children(of process: Int) -> [Int] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int($0) } ?? []
        return all.filter { (try? fields($0))?.dropFirst().first == "\(process)" }
    }

    /// What the system says of a process, from its state on.
    private static func fields(_ process: Int) throws -> [Substring] {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return (text.split(separator: ")").last ?? "").split(separator: " ")
    }

    private static func cpuAlone(_ process: Int) throws -> Double {
        let fields = try fields(process)
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw BenchFailure("/proc/\(process)/stat is not as expected")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func resident(_ process: Int) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
        return Double(line.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
}
