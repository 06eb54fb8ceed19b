import Testing

@testable import Gateway

/// Two nodes exchange messages while every key is replaced, again and again, over a year.
@Suite("Node: keys rotate while messages flow", .serialized)
struct RotationLoadTests {
    private static let rounds = 25

    @Test(
        "100 rotations, 5 revocations, 5 replacements, a new directory key: nothing lost, nothing twice, no key after its time"
    )
    func rotations() async throws {
        let office = try await KeyOffice()
        for round in 0..<Self.rounds {
            try await office.rotateAll()
            if round % 5 == 1 { try await office.revokeOne(round) }
            if round % 5 == 3 { try await office.replaceOne(round) }
            if round == 12 { try office.rotateDirectoryKey() }
            try await office.drain()
            office.group.clock.advance(seconds: 12 * 86_400)
            try office.publish()
        }
        let counts = try office.counts()
        print("rotation under load: \(counts)")
        #expect(counts.rotations == Self.rounds * 4)
        #expect(counts.revocations == 5 && counts.replacements == 5 && counts.directoryKeys == 1)
        #expect(counts.accepted >= Self.rounds * 6)
        #expect(counts.lost == 0 && counts.duplicates == 0 && counts.unreadable == 0)
        #expect(counts.sealedToRetired == 0)
        #expect(counts.acceptedFromRevoked == 0)
        await office.group.stop()
    }
}
