import Envelope
import Gateway
import Schemas
import Testing

/// A directory of 500 parties and 1,000 contactpersonen.
@Suite struct DirectoryScaleTests {
    static let partyCount = 500

    static func largeRegion() throws -> SampleRegion {
        let entries = (1...partyCount).map { number in
            SampleRegion.Entry(
                role: number == 1 ? "transferpunt" : number == 2 ? "regiobeheerder" : "woningcorporatie", number: number
            )
        }
        return try SampleRegion(entries)
    }

    @Test func itIsLoadedAndEveryPartyAndKeyIsFound() throws {
        let directory = try Self.largeRegion().directory()
        #expect(directory.parties.count == Self.partyCount)
        #expect(directory.parties.map(\.contactpersonen.count).reduce(0, +) == 2 * Self.partyCount)
        for party in directory.parties {
            #expect(directory.party(party.oin) == party)
            for person in party.contactpersonen {
                let key = try #require(person.keys.first)
                #expect(directory.signer(key.certificate.encoded)?.contactpersoon == person)
            }
        }
        #expect(DirectoryReview(loading: directory, profile: try SampleProfiles.fryslan.get()).problems.isEmpty)
    }
}
