internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ends a demonstration that is interrupted: no node goes on, and nothing is left in the temporary folder.
final class DemoSignals {
    private static let processes = Mutex<Set<pid_t>>([])

    private let sources: [any DispatchSourceSignal]

    /// Watches as long as it lives.
    ///
    /// - Parameter folder: removed when a signal comes; nil keeps it.
    init(removing folder: String?) {
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                for process in Self.processes.withLock({ $0 }) { kill(process, SIGKILL) }
                if let folder { try? FileManager.default.removeItem(atPath: folder) }
                exit(ExitCode.failed.rawValue)
            }
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }

    static func add(_ process: pid_t) { _ = processes.withLock { $0.insert(process) } }

    static func remove(_ process: pid_t) { _ = processes.withLock { $0.remove(process) } }
}
