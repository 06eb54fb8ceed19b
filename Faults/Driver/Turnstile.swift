import Foundation

/// Lets threads wait for each other.
final class Turnstile: @unchecked Sendable {
    private let condition = NSCondition()
    private var passed = 0
    private var isWaiting = false

    func open() {
        condition.lock()
        passed += 1
        condition.broadcast()
        condition.unlock()
    }

    func wait(seconds: Double) {
        condition.lock()
        let end = Date(timeIntervalSinceNow: seconds)
        while passed == 0, condition.wait(until: end) {}
        condition.unlock()
    }

    /// Of two that come, the first waits until the second has come.
    func letPassOrWait(seconds: Double) {
        condition.lock()
        defer { condition.unlock() }
        if isWaiting {
            isWaiting = false
            condition.broadcast()
            return
        }
        isWaiting = true
        let end = Date(timeIntervalSinceNow: seconds)
        while isWaiting, condition.wait(until: end) {}
        isWaiting = false
    }
}
