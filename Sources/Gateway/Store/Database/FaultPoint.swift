internal import Foundation
internal import Synchronization

/// A place where a test can end this process by SIGKILL, to show that nothing is lost there. A release build passes by.
///
/// `WEERTHUIS_KILL_AT=receive.inside.3` kills a debug build in its third `receive`, before the commit.
enum FaultPoint {
    enum Moment: String {
        /// Nothing of the step is in the transaction yet.
        case before
        /// All of it is in the transaction, which is not committed.
        case inside
        /// It is on disk, and nobody was told.
        case after
    }

    @inline(__always)
    static func pass(_ step: StoreStep, _ moment: Moment) {
        #if DEBUG
        guard isUsed else { return }
        plan.withLock { plan in
            guard plan.step == "\(step)", plan.moment == moment.rawValue else { return }
            plan.count -= 1
            if plan.count == 0 { kill(getpid(), SIGKILL) }
        }
        #endif
    }

    #if DEBUG
    private static let variable = ProcessInfo.processInfo.environment["WEERTHUIS_KILL_AT"]
    private static let isUsed = variable != nil
    private static let plan: Mutex<(step: String, moment: String, count: Int)> = {
        let parts = (variable ?? "").split(separator: ".").map(String.init) + ["", "", ""]
        return Mutex((parts[0], parts[1], Int(parts[2]) ?? 1))
    }()
    #endif
}
