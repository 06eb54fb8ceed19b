internal import Envelope
internal import Foundation
internal import Schemas

/// One line of JSON on standard error for each event. What may stand in it is decided by ``LogValue``.
struct NodeLog: Sendable {
    private let least: LogLevel
    private let write: @Sendable ([UInt8]) -> Void
    private let clock: NodeClock

    /// - Parameter write: takes whole lines, line end included.
    init(
        least: LogLevel, clock: NodeClock,
        write: @escaping @Sendable ([UInt8]) -> Void = { FileHandle.standardError.write(Data($0)) }
    ) {
        self.least = least
        self.clock = clock
        self.write = write
    }

    func debug(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.debug, event, fields) }

    func info(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.info, event, fields) }

    func warning(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.warning, event, fields) }

    func error(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.error, event, fields) }

    private func line(_ level: LogLevel, _ event: StaticString, _ fields: [(StaticString, LogValue)]) {
        guard level.weight >= least.weight else { return }
        var members = [
            JSONMember("time", .string(clock.now.description)), JSONMember("level", .string(level.rawValue)),
            JSONMember("event", .string("\(event)")),
        ]
        members += fields.map { JSONMember("\($0)", .string($1.text)) }
        write(JSONTree.object(members).encoded() + [0x0A])
    }
}

extension LogLevel {
    fileprivate var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
