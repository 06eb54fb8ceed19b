import Envelope
import Testing

@testable import Gateway

@Suite struct KeyLifeTests {
    private func day(_ day: Int64) -> UTCTime { CertificateMint.day(day) }

    @Test func theStateFollowsTheDates() throws {
        let life = try #require(KeyLife(activeFrom: day(0), retiringFrom: day(10), goneFrom: day(24)))
        #expect(life.state(at: day(0).adding(seconds: -1)) == .next)
        #expect(life.state(at: day(0)) == .active)
        #expect(life.state(at: day(10).adding(seconds: -1)) == .active)
        #expect(life.state(at: day(10)) == .retiring)
        #expect(life.state(at: day(24)) == .gone)
    }

    @Test func aKeyWithoutASuccessorStaysActive() throws {
        #expect(try #require(KeyLife(activeFrom: day(0))).state(at: day(10_000)) == .active)
    }

    @Test func onlyActiveAndRetiringKeysAreAccepted() {
        #expect(KeyState.allCases.filter(\.isAccepted) == [.active, .retiring])
    }

    @Test func whoIsTenMinutesAheadIsAcceptedAndNobodyEarlier() throws {
        let life = try #require(KeyLife(activeFrom: day(0), retiringFrom: day(10), goneFrom: day(24)))
        #expect(life.isAccepted(at: day(0).adding(seconds: -600)))
        #expect(!life.isAccepted(at: day(0).adding(seconds: -601)))
        #expect(life.isAccepted(at: day(24).adding(seconds: -1)))
        #expect(!life.isAccepted(at: day(24)))
        #expect(!life.revoked(at: day(5)).isAccepted(at: day(1)))
    }

    @Test func datesThatContradictEachOtherAreNoLife() {
        #expect(KeyLife(activeFrom: day(0), retiringFrom: day(0), goneFrom: day(1)) == nil)
        #expect(KeyLife(activeFrom: day(0), retiringFrom: day(2), goneFrom: day(2)) == nil)
        #expect(KeyLife(activeFrom: day(0), retiringFrom: day(2)) == nil)
        #expect(KeyLife(activeFrom: day(0), goneFrom: day(2)) == nil)
    }

    @Test func twoKeysAreActiveTogetherUnlessOneRetiresWhenTheOtherStarts() throws {
        let old = try #require(KeyLife(activeFrom: day(0), retiringFrom: day(10), goneFrom: day(24)))
        let onTime = try #require(KeyLife(activeFrom: day(10)))
        let early = try #require(KeyLife(activeFrom: day(9)))
        #expect(!old.isActiveTogether(with: onTime))
        #expect(!onTime.isActiveTogether(with: old))
        #expect(old.isActiveTogether(with: early))
        #expect(early.isActiveTogether(with: old))
        #expect(!old.isActiveTogether(with: early.revoked(at: day(1))))
    }
}
