import Envelope
import Testing

@testable import Gateway

@Suite struct PartnerCircuitsTests {
    private let circuits = PartnerCircuits()
    private let dead: OIN
    private let alive: OIN
    private let start = CertificateMint.now

    init() throws {
        dead = try SampleRegion.oin(1)
        alive = try SampleRegion.oin(2)
    }

    private func at(_ seconds: Int64) -> UTCTime { start.adding(seconds: seconds) }

    private func fail(_ times: Int, at seconds: Int64, retryAfter: Int64? = nil) {
        for _ in 0..<times { circuits.record(dead, .unreachable(retryAfter: retryAfter), at: at(seconds)) }
    }

    @Test func fewFailures_LeaveTheCircuitClosed() {
        fail(2, at: 0)
        #expect(circuits.admit(dead, at: at(0)) == .attempt)
        #expect(circuits.excluded(at: at(0)).isEmpty)
        #expect(circuits.nextChange(after: at(0)) == nil)
    }

    @Test func failuresInARow_ExcludeThatPartnerAndNobodyElse() {
        fail(3, at: 0)
        #expect(circuits.excluded(at: at(1)) == [dead])
        #expect(circuits.admit(dead, at: at(1)) == .wait(until: at(30)))
        #expect(circuits.admit(alive, at: at(1)) == .attempt)
        #expect(circuits.nextChange(after: at(1)) == at(30))
    }

    @Test func anAnswerBetween_StartsTheCountAgain() {
        fail(2, at: 0)
        circuits.record(dead, .answered, at: at(1))
        fail(2, at: 2)
        #expect(circuits.excluded(at: at(2)).isEmpty)
    }

    @Test func afterThePause_OneMayTry() {
        fail(3, at: 0)
        #expect(circuits.excluded(at: at(30)).isEmpty)
        #expect(circuits.admit(dead, at: at(30)) == .attempt)
        #expect(circuits.admit(dead, at: at(30)) == .wait(until: at(630)))
        #expect(circuits.excluded(at: at(31)) == [dead])
        circuits.record(dead, .answered, at: at(32))
        #expect(circuits.admit(dead, at: at(32)) == .attempt)
        #expect(circuits.admit(dead, at: at(32)) == .attempt)
    }

    @Test func failedTries_DoubleThePauseUpToItsEnd() {
        fail(3, at: 0)
        var now: Int64 = 30
        for pause: Int64 in [60, 120, 240, 300, 300] {
            #expect(circuits.admit(dead, at: at(now)) == .attempt)
            fail(1, at: now)
            #expect(circuits.admit(dead, at: at(now)) == .wait(until: at(now + pause)))
            now += pause
        }
    }

    @Test func attemptsThatWereUnderWay_DontDoubleThePause() {
        fail(8, at: 0)
        #expect(circuits.admit(dead, at: at(0)) == .wait(until: at(30)))
    }

    @Test func tryThatNeverBegan_GivesItsPlaceBack() {
        fail(3, at: 0)
        #expect(circuits.admit(dead, at: at(30)) == .attempt)
        circuits.record(dead, .notTried, at: at(30))
        #expect(circuits.admit(dead, at: at(30)) == .attempt)
    }

    @Test func tryThatNobodyReportedAbout_IsGivenUp() {
        fail(3, at: 0)
        #expect(circuits.admit(dead, at: at(30)) == .attempt)
        #expect(circuits.admit(dead, at: at(630)) == .attempt)
    }

    @Test func partnerThatAsksForTime_GetsIt() {
        fail(1, at: 0, retryAfter: 120)
        #expect(circuits.admit(dead, at: at(0)) == .wait(until: at(120)))
        fail(1, at: 0, retryAfter: 86_400)
        #expect(circuits.admit(dead, at: at(0)) == .wait(until: at(120)))
    }

    @Test func clockThatWasSetBack_KeepsNobodyOutForLonger() {
        fail(3, at: 3_600)
        #expect(circuits.excluded(at: at(0)).isEmpty)
        #expect(circuits.admit(dead, at: at(0)) == .attempt)
    }
}
