internal import Dispatch
internal import Foundation

/// Waits for the signals that steer a node.
///
/// Unchecked, because the sources are made once and only cancelled later.
final class StopSignal: @unchecked Sendable {
    private let sources: [any DispatchSourceSignal]
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameter onRenewal: SIGHUP: certificates were replaced.
    init(onRenewal: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "weerthuis.signals")
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            let ended = ended
            source.setEventHandler {
                ended.signal()
                // Whoever asks twice does not want to wait.
                signal(number, SIG_DFL)
            }
            sources.append(source)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGHUP, SIG_IGN)
        let renewal = DispatchSource.makeSignalSource(signal: SIGHUP, queue: queue)
        renewal.setEventHandler { onRenewal() }
        self.sources = sources + [renewal]
        for source in self.sources { source.resume() }
    }

    /// Until SIGTERM or SIGINT.
    func wait() { ended.wait() }
}
