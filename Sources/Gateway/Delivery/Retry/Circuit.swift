internal import Envelope

/// The circuit of one partner that failed at least once; one that works needs none.
struct Circuit: Hashable, Sendable {
    private var failures = 0
    private var pause: Int64 = 0
    /// Nil while closed.
    private var openUntil: UTCTime?
    private var probeSince: UTCTime?

    /// Until when to wait; nil when an attempt may begin.
    func wait(at now: UTCTime, _ settings: PartnerCircuits.Settings) -> UTCTime? {
        // A clock that was set back must not make a pause longer than it was meant to be.
        if let probeSince, probeSince <= now {
            let lost = probeSince.adding(seconds: settings.probeLimit)
            if now < lost { return lost }
        }
        guard let openUntil, now < openUntil, openUntil <= now.adding(seconds: pause) else { return nil }
        return openUntil
    }

    mutating func admit(at now: UTCTime, _ settings: PartnerCircuits.Settings) -> PartnerCircuits.Admission {
        if let until = wait(at: now, settings) { return .wait(until: until) }
        if openUntil != nil { probeSince = now }
        return .attempt
    }

    mutating func note(_ outcome: PartnerCircuits.Outcome, at now: UTCTime, _ settings: PartnerCircuits.Settings) {
        let wasProbe = probeSince != nil
        probeSince = nil
        guard case .unreachable(let retryAfter) = outcome else { return }
        failures += 1
        guard failures >= settings.threshold || retryAfter != nil else { return }
        // Attempts that were under way when it opened say nothing new: only the try after a pause doubles it.
        guard wasProbe || openUntil == nil else { return }
        let next = openUntil == nil ? settings.firstPause : pause * 2
        pause = max(min(next, settings.longestPause), min(retryAfter ?? 0, settings.longestPause))
        openUntil = now.adding(seconds: pause)
    }
}
