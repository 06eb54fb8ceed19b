internal import CCurl
internal import CSystem
internal import Foundation

/// The sockets that libcurl waits for, and its timer. The kernel keeps the list (epoll), so that waking up for one exchange costs
/// nothing for the others.
///
/// Unchecked, because one thread uses it; only ``wakeUp()`` may be called from any.
final class SocketWatch: @unchecked Sendable {
    /// What happened to a socket, as `CURL_CSELECT_` bits.
    typealias Event = (socket: curl_socket_t, happened: Int32)

    private static let mostAtOnce = 64

    private let epoll: Int32
    private let bell: EventBell
    private var found = [epoll_event](repeating: epoll_event(), count: SocketWatch.mostAtOnce)
    /// When libcurl wants to be called although nothing happened.
    private var due: ContinuousClock.Instant?

    init() throws(SystemFailure) {
        bell = try EventBell()
        epoll = epoll_create1(weerthuis_epoll_closes_on_exec)
        guard epoll >= 0, control(EPOLL_CTL_ADD, bell.descriptor, weerthuis_epoll_readable) else {
            throw SystemFailure("epoll")
        }
    }

    deinit { close(epoll) }

    /// Ends ``wait(milliseconds:)``, also one that begins later.
    func wakeUp() { bell.ring() }

    /// Watches a socket from now on as libcurl asks (`CURL_POLL_`), in place of what it asked before.
    ///
    /// One that can't be watched ends by the times of its exchange.
    func watch(_ socket: curl_socket_t, _ what: Int32) {
        guard what != CURL_POLL_REMOVE else { return _ = control(EPOLL_CTL_DEL, socket, 0) }
        var events: UInt32 = 0
        if what & CURL_POLL_IN != 0 { events |= weerthuis_epoll_readable }
        if what & CURL_POLL_OUT != 0 { events |= weerthuis_epoll_writable }
        if !control(EPOLL_CTL_MOD, socket, events) { _ = control(EPOLL_CTL_ADD, socket, events) }
    }

    /// - Parameter milliseconds: from now; below 0 for no timer.
    func setTimer(milliseconds: Int) {
        due = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }

    /// Whether libcurl's time has come. It counts as told then.
    func takeTimer() -> Bool {
        guard let due, due <= .now else { return false }
        self.due = nil
        return true
    }

    /// Waits until something happens to a socket, libcurl's time comes, or somebody calls ``wakeUp()``.
    func wait(milliseconds: Int32) -> [Event] {
        let count = epoll_wait(epoll, &found, Int32(Self.mostAtOnce), min(milliseconds, untilDue))
        var events: [Event] = []
        for event in found.prefix(Int(max(0, count))) {
            if event.data.fd == bell.descriptor {
                bell.silence()
            } else {
                events.append((event.data.fd, Self.happened(event.events)))
            }
        }
        return events
    }

    private var untilDue: Int32 {
        guard let due else { return .max }
        let left = ((due - .now) / .milliseconds(1)).rounded(.up)
        return Int32(min(max(left, 0), Double(Int32.max)))
    }

    private func control(_ change: Int32, _ descriptor: Int32, _ events: UInt32) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(fd: descriptor))
        return epoll_ctl(epoll, change, descriptor, &event) == 0
    }

    /// A broken socket is told as ready for both: libcurl finds out itself what is wrong.
    private static func happened(_ events: UInt32) -> Int32 {
        let isBroken = events & weerthuis_epoll_broken != 0
        var happened: Int32 = 0
        if isBroken || events & weerthuis_epoll_readable != 0 { happened |= CURL_CSELECT_IN }
        if isBroken || events & weerthuis_epoll_writable != 0 { happened |= CURL_CSELECT_OUT }
        return happened
    }
}
