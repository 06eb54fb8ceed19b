internal import Dispatch
internal import Foundation

/// How a command beside the node tells it that it changed the store: a named pipe next to the message file.
///
/// It carries no information but "look again", so nothing is lost when nobody listens. Waiting on it costs nothing.
enum StoreBell {
    /// Waits for the bell and calls `onRing` for each time that it was rung; several rings may become one.
    ///
    /// Unchecked, because the source is only started and cancelled, which any thread may do.
    final class Listener: @unchecked Sendable {
        private let source: any DispatchSourceRead

        fileprivate init(descriptor: Int32, onRing: @escaping @Sendable () -> Void) {
            source = DispatchSource.makeReadSource(
                fileDescriptor: descriptor, queue: DispatchQueue(label: "weerthuis.store.bell"))
            source.setEventHandler {
                var waste = [UInt8](repeating: 0, count: 256)
                while read(descriptor, &waste, waste.count) > 0 {}
                onRing()
            }
            source.setCancelHandler { close(descriptor) }
            source.resume()
        }

        func stop() { source.cancel() }
    }

    /// Starts to listen.
    ///
    /// - Returns: nil when the file system knows no named pipes; the node looks at the store now and then in any case.
    static func listen(at location: StoreLocation, onRing: @escaping @Sendable () -> Void) -> Listener? {
        _ = mkfifo(location.bell, 0o600)
        // Open for writing too, so that the pipe never ends when a command closes it.
        let descriptor = open(location.bell, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else {
            close(descriptor)
            return nil
        }
        return Listener(descriptor: descriptor, onRing: onRing)
    }

    /// Tells the node that works with this store to look again, if there is one.
    static func ring(at location: StoreLocation) {
        let descriptor = open(location.bell, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return }
        var one: UInt8 = 1
        _ = write(descriptor, &one, 1)
    }
}

extension StoreLocation {
    /// The named pipe of ``StoreBell``.
    var bell: String { messages + ".bell" }
}
