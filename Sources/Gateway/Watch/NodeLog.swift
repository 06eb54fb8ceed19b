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
        write: @escaping @Sendable ([UInt8]) -> Void = Self.writeToStandardError
    ) {
        self.least = least
        self.clock = clock
        self.write = write
    }

    func debug(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.debug, event, fields) }

    func info(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.info, event, fields) }

    func warning(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.warning, event, fields) }

    func error(_ event: StaticString, _ fields: (StaticString, LogValue)...) { line(.error, event, fields) }

    /// A log that can't be written, on a full disk say, is no reason to stop carrying messages.
    private static func writeToStandardError(_ line: [UInt8]) {
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private func line(_ level: LogLevel, _ event: StaticString, _ fields: [(StaticString, LogValue)]) {
        guard level.weight >= least.weight else { return }
        var line = JSONLine()
        line.add("time", clock.now.description)
        line.add("level", level.rawValue)
        line.add("event", event.description)
        for (name, value) in fields { line.add(name.description, value.text) }
        write(line.closed(with: [0x0A]))
    }
}

extension LogLevel {
    fileprivate var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
