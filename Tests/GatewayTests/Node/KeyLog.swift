import Envelope
import Synchronization

@testable import Gateway

/// Notes every use of an encryption key with the state that the directory gives it at that moment.
final class KeyLog: Sendable {
    /// A message that was sealed just before may be opened just after.
    private static let underWay: Int64 = 120
    private let late = Mutex(0)
    private let look = Mutex<(@Sendable ([UInt8]) -> (KeyLife, UTCTime)?)?>(nil)

    var sealedToRetired: Int { late.withLock { $0 } }

    func watch(_ look: @escaping @Sendable ([UInt8]) -> (KeyLife, UTCTime)?) { self.look.withLock { $0 = look } }

    func note(_ certificate: [UInt8]) {
        guard let (life, now) = look.withLock({ $0 })?(certificate) else { return }
        let isLate =
            life.retiringFrom.map { now > $0.adding(seconds: Self.underWay) } ?? (life.state(at: now) != .active)
        if isLate { late.withLock { $0 += 1 } }
    }
}
