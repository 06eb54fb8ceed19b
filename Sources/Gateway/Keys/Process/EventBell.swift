internal import CSystem
internal import Foundation

/// Wakes a thread that waits for a descriptor.
final class EventBell: Sendable {
    /// Readable from a ring until ``silence()``.
    let descriptor: Int32

    init() throws(SystemFailure) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard descriptor >= 0 else { throw SystemFailure("eventfd") }
    }

    deinit { close(descriptor) }

    func ring() { eventfd_write(descriptor, 1) }

    /// Takes note of every ring so far.
    func silence() {
        var rings: eventfd_t = 0
        eventfd_read(descriptor, &rings)
    }

    /// Waits until somebody rings, `other` hangs up, or the time is over. A bell that rang before counts.
    ///
    /// - Parameter other: a descriptor, or -1.
    /// - Returns: whether `other` hung up.
    func wait(orHangUpOf other: Int32, atMost duration: Duration) -> Bool {
        var waiting = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: other, events: 0, revents: 0),
        ]
        let milliseconds = Int32(clamping: Int(duration / .milliseconds(1)))
        poll(&waiting, 2, max(0, milliseconds))
        silence()
        return waiting[1].revents != 0
    }
}
