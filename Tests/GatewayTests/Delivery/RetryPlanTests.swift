import Envelope
import Testing

@testable import Gateway

@Suite struct RetryPlanTests {
    private let plan = RetryPlan()
    private let first = CertificateMint.now

    private func minutes(_ attempts: Int, after seconds: Int64 = 0, jitter: Double = 0, retryAfter: Int64? = nil)
        -> Int64?
    {
        let now = first.adding(seconds: seconds)
        return plan.next(afterAttempts: attempts, since: first, now: now, jitter: jitter, retryAfter: retryAfter)
            .map { ($0.secondsSinceEpoch - now.secondsSinceEpoch) / 60 }
    }

    @Test func pauses_AreThoseOfThePlanAndThenHourly() {
        #expect((1...7).map { minutes($0) } == [5, 10, 20, 40, 60, 60, 60])
        #expect(minutes(0) == 5)
        #expect(minutes(.max) == 60)
    }

    @Test func jitter_MakesAPauseAtMostAFifthLonger() {
        #expect(minutes(4, jitter: 0.5) == 44)
        #expect(minutes(4, jitter: 0.999_999) == 47)
        #expect(minutes(4, jitter: 17) == 48)
        #expect(minutes(4, jitter: -1) == 40)
    }

    @Test func partnersWish_MakesAPauseLongerAndNeverShorter() {
        #expect(minutes(1, retryAfter: 3_600) == 60)
        #expect(minutes(5, retryAfter: 60) == 60)
    }

    @Test func lastAttempt_IsAtTheEndOfTheTerm() {
        let term: Int64 = 7 * 86_400
        #expect(minutes(200, after: term - 600) == 10)
        #expect(minutes(200, after: term - 600, retryAfter: 86_400) == 10)
        #expect(minutes(200, after: term) == nil)
        #expect(minutes(1, after: term + 1) == nil)
    }

    @Test func whileTheTermRuns_ThereIsAlwaysANextAttempt() {
        var now = first
        var attempts = 0
        while let next = plan.next(afterAttempts: attempts + 1, since: first, now: now, jitter: 0.3) {
            #expect(next > now)
            now = next
            attempts += 1
            guard attempts < 1_000 else { break }
        }
        #expect(now == first.adding(seconds: 7 * 86_400))
        #expect((140...170).contains(attempts))
    }

    @Test func configuredPlan_IsFollowed() {
        let plan = RetryPlan(pauses: [60], thenEvery: 120, lifetime: 86_400)
        let next = { plan.next(afterAttempts: $0, since: first, now: first, jitter: 0)?.secondsSinceEpoch }
        #expect(next(1) == first.secondsSinceEpoch + 60)
        #expect(next(2) == first.secondsSinceEpoch + 120)
        let absurd = RetryPlan(pauses: [.max], thenEvery: -5, lifetime: .max)
        #expect(absurd.next(afterAttempts: 1, since: first, now: first, jitter: 1) != nil)
        #expect(absurd.next(afterAttempts: 2, since: first, now: first, jitter: 0) == first.adding(seconds: 1))
    }
}
