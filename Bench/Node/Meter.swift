internal import Foundation

/// CPU time (user and system) of this process and of another, and the time on the clock.
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
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = (text.split(separator: ")").last ?? "").split(separator: " ")
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
