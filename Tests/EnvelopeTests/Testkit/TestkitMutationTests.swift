import Testing

@testable import Envelope

/// Every byte counts: what an attacker changes on the way is refused, and what he changes inside is not taken for signed.
@Suite("Changes to good envelopes")
struct TestkitMutationTests {
    @Test(
        "Any changed byte of an envelope for one recipient is refused", arguments: ["gcm-1-recipient", "gcm-rsa-oaep"])
    func refusesChanges(_ name: String) throws {
        let vector = try TestkitVector(named: name)
        let world = try TestkitWorld(vector)
        let opener = try world.opener()
        for place in vector.body.indices {
            var changed = vector.body
            changed[place] ^= 1 << UInt8(place % 8)
            #expect(!Self.opens(changed, opener, world), "byte \(place)")
        }
    }

    @Test("Any shorter envelope is refused", arguments: ["gcm-1-recipient", "cbc-ec", "cbc-indefinite"])
    func refusesTruncation(_ name: String) throws {
        let vector = try TestkitVector(named: name)
        let world = try TestkitWorld(vector)
        let opener = try world.opener()
        for count in vector.body.indices {
            #expect(!Self.opens(Array(vector.body[..<count]), opener, world), "\(count) bytes")
        }
    }

    @Test(
        "Whatever changes around the signed part, only the signed bytes come out",
        arguments: [0x01, 0x20, 0x80] as [UInt8])
    func keepsTheSignedPart(_ mask: UInt8) throws {
        let vector = try TestkitVector(named: "gcm-1-recipient")
        let world = try TestkitWorld(vector)
        let good = try world.opener().openSigned(vector.body, from: world.partner, at: world.now)
        let signed = Array(good.evidence[good.entity.range])
        let reader = SignedEntityReader(
            partner: world.partner, transport: world.transport, directory: world.directory, now: world.now)
        let digest = try DigestContext()
        for place in good.evidence.indices {
            var changed = good.evidence
            changed[place] ^= mask
            var didVerify = false
            guard let (entity, _) = try? reader.verify(changed.span, digest, didVerify: &didVerify) else { continue }
            #expect(Array(changed[entity.entity.range]) == signed, "byte \(place)")
            #expect(!good.entity.range.contains(place))
        }
    }

    private static func opens(_ bytes: [UInt8], _ opener: Opener, _ world: TestkitWorld) -> Bool {
        (try? opener.open(
            bytes, from: world.partner, to: world.recipient, over: world.transport, at: world.now)) != nil
    }
}
