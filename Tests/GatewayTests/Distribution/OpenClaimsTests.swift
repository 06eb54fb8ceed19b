import Envelope
import Testing

@testable import Gateway

@Suite("Directory: what partners claim")
struct OpenClaimsTests {
    private static let start = StoreFixture.time(0)
    private static let day: Int64 = 86_400

    private static func edition(_ sequence: UInt64) throws -> ChainReference {
        try #require(ChainReference(sequence: sequence, hash: [UInt8](repeating: 7, count: 32)))
    }

    @Test func anEditionThatWasSeenAndRefusedDoesNotSettleALaterOne() throws {
        var claims = OpenClaims()
        let party = try SampleRegion.oin(2)
        let (refused, next) = (try Self.edition(6), try Self.edition(7))
        let first = claims.mayProveTrue(refused, of: party, current: 5, confirmed: nil, isSeen: true, at: Self.start)
        #expect(first)
        let later = Self.start.adding(seconds: 2 * Self.day)
        let confirmed = later.adding(seconds: -3_600)
        let honest = claims.mayProveTrue(next, of: party, current: 5, confirmed: confirmed, isSeen: false, at: later)
        #expect(honest)
        let end = later.adding(seconds: OpenClaims.patience + 1)
        for (edition, isSeen) in [(next, false), (refused, true), (next, false)] {
            let isOpen = claims.mayProveTrue(
                edition, of: party, current: 5, confirmed: confirmed, isSeen: isSeen, at: end)
            #expect(!isOpen)
        }
    }
}
