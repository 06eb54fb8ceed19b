import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// How an edition comes from the administrator's node to all others.
@Suite struct DirectoryWatchTests {
    let network: RegionNetwork

    init() throws { network = try RegionNetwork() }

    private func publish(_ next: SampleRegion, at node: RegionNetwork.Node) throws {
        try network.region.place(next, in: node.keeper.settings)
    }

    private func eventually(_ isTrue: @Sendable () -> Bool) async throws -> Bool {
        for _ in 0..<500 {
            if isTrue() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test func aNodeFetchesTheNextEditionFromASource() async throws {
        let source = try network.node(9)
        let node = try network.node(1, sources: [9])
        #expect(await !node.watch.refresh())
        try publish(try network.next(), at: source)
        source.keeper.takeOver()
        #expect(await node.watch.refresh())
        #expect(node.keeper.current.edition.sequence == 2)
        #expect(node.keeper.current.signed == source.keeper.current.signed)
        // Nothing new: only the statement is asked for.
        let before = network.log.count
        #expect(await !node.watch.refresh())
        #expect(network.log.suffix(from: before) == ["GET node9.example/directory/freshness"])
    }

    @Test func aSourceThatIsDownOrBehindIsPassedOver() async throws {
        let behind = try network.node(8)
        let current = try network.node(9)
        let node = try network.node(1, sources: [1, 7, 8, 9])
        network.region.now = network.region.now.adding(seconds: 90_000)
        try publish(try network.next(), at: current)
        current.keeper.takeOver()
        #expect(await node.watch.refresh())
        #expect(node.keeper.current.edition.sequence == 2)
        #expect(behind.keeper.current.edition.sequence == 1)
        #expect(node.watch.sources.failures.keys.sorted() == [RegionNetwork.endpoint(7)])
        #expect(!network.log.contains { $0.contains("node1.example") })
    }

    @Test func partnersAreToldAndFetchAtOnce() async throws {
        let administrator = try network.node(9)
        let others = try [1, 2, 3, 4].map { try network.node($0) }
        try publish(try network.next(), at: administrator)
        await administrator.watch.look()
        #expect(try await eventually { others.allSatisfy { $0.keeper.current.edition.sequence == 2 } })
        #expect(!administrator.keeper.memory.isToBeTold)
        let told = try #require(network.region.events.first { $0.code == "directory-told" })
        #expect(told.sentence.hasPrefix("4 partners were told of edition 2; 5 were not"))
    }

    @Test func anEditionThatWasFetchedIsLookedAfterAtOnce() async throws {
        let source = try network.node(9)
        let node = try network.node(1)
        try publish(try network.next(), at: source)
        source.keeper.takeOver()
        let recorded = Mutex(0)
        let watch = DirectoryWatch(node.keeper, node.watch.fetcher) { records in
            recorded.withLock { $0 += records.count }
            return true
        }
        watch.start(lookingEvery: .seconds(3_600)) { _, _ in }
        watch.notice(source.keeper.current.edition, from: try SampleRegion.oin(9))
        #expect(try await eventually { recorded.withLock { $0 > 0 } })
        #expect(node.keeper.current.edition.sequence == 2)
        watch.stop()
    }

    @Test func whatAPartnerClaimsIsNotBelieved() async throws {
        let liar = try network.node(9)
        let node = try network.node(1)
        let claim = try network.next().directory().edition
        for _ in 0..<20 { node.watch.notice(claim, from: try SampleRegion.oin(9)) }
        #expect(try await eventually { network.log.count >= 1 })
        try await Task.sleep(for: .milliseconds(100))
        for _ in 0..<20 { node.watch.notice(claim, from: try SampleRegion.oin(9)) }
        try await Task.sleep(for: .milliseconds(100))
        #expect(node.keeper.current.edition.sequence == 1)
        // At most the hint and the one that came while it was followed.
        #expect(network.log.count <= 2)
        #expect(liar.keeper.current.edition.sequence == 1)
    }

    @Test func aClaimThatItsOwnGiverDisprovesCountsNoMore() async throws {
        _ = try network.node(9)
        let node = try network.node(1)
        let party = try SampleRegion.oin(9)
        let next = try network.next().directory().edition
        let far = try #require(ChainReference(sequence: 999_999, hash: next.hash))
        #expect(node.watch.mayProveTrue(far, from: party))
        node.watch.notice(far, from: party)
        #expect(try await eventually { !node.watch.mayProveTrue(far, from: party) })
        // What comes next may be there all the same, and what another party says is another matter.
        #expect(node.watch.mayProveTrue(next, from: party))
        #expect(node.watch.mayProveTrue(far, from: try SampleRegion.oin(8)))
    }

    @Test func aClaimOfWhoCanNotBeAskedCountsUntilTheRegionSaysOtherwiseOrForADay() async throws {
        let source = try network.node(8)
        let node = try network.node(1, sources: [8])
        let party = try SampleRegion.oin(9)
        let claim = try network.next().directory().edition
        let start = network.region.now
        #expect(node.watch.mayProveTrue(claim, from: party))
        node.watch.notice(claim, from: party)
        #expect(try await eventually { network.log.contains { $0.contains("node8.example") } })
        try await Task.sleep(for: .milliseconds(50))
        // A source that may lag behind disproves nothing.
        #expect(node.watch.mayProveTrue(claim, from: party))
        network.region.now = start.adding(seconds: 1_200)
        let edition = try network.region.first.directory().edition
        _ = source.keeper.consider(
            edition: nil, freshness: try network.region.statement(edition, at: start.adding(seconds: 1_100)), from: nil)
        await node.watch.refresh()
        #expect(!node.watch.mayProveTrue(claim, from: party))
        // Of a party that first claims it now, a day is the end.
        let other = try SampleRegion.oin(7)
        #expect(node.watch.mayProveTrue(claim, from: other))
        network.region.now = network.region.now.adding(seconds: OpenClaims.patience)
        #expect(node.watch.mayProveTrue(claim, from: other))
        network.region.now = network.region.now.adding(seconds: 1)
        #expect(!node.watch.mayProveTrue(claim, from: other))
    }

    @Test func forATrueClaimNobodyIsRefusedLater() throws {
        let node = try network.node(1)
        let party = try SampleRegion.oin(2)
        let edition = try network.next().directory().edition
        let later = try #require(ChainReference(sequence: edition.sequence + 1, hash: edition.hash))
        #expect(node.watch.mayProveTrue(edition, from: party))
        // It comes after all, by another way.
        try publish(try network.next(), at: node)
        #expect(node.keeper.takeOver())
        network.region.now = network.region.now.adding(seconds: OpenClaims.patience + 1)
        #expect(node.watch.mayProveTrue(later, from: party))
    }

    @Test func anotherHashForASequenceRaisesTheAlarm() async throws {
        let node = try network.node(1)
        let forked = try network.region.first.setting("/parties/5/name", "Vervalst").directory().edition
        node.watch.notice(forked, from: try SampleRegion.oin(2))
        node.watch.notice(forked, from: try SampleRegion.oin(2))
        #expect(network.region.codes(.alarm) == ["edition-fork"])
        #expect(node.keeper.memory.alarms.count == 1)
        #expect(network.log.isEmpty)
    }

    @Test func whoClaimsManyEditionsPushesNoOtherAlarmOut() throws {
        let node = try network.node(1)
        let (liar, other) = (try SampleRegion.oin(2), try SampleRegion.oin(3))
        try publish(try network.next(), at: node)
        node.keeper.takeOver()
        let claims = try [1, 2].map {
            try #require(ChainReference(sequence: $0, hash: [UInt8](repeating: 7, count: 32)))
        }
        node.watch.notice(claims[0], from: other)
        for claim in claims { node.watch.notice(claim, from: liar) }
        #expect(node.keeper.memory.alarms.count == 2)
        #expect(node.keeper.memory.alarms.first?.sentence.contains(other.description) == true)
    }

    @Test func anUnknownKeyMakesTheNodeLook() async throws {
        let partner = try network.node(2)
        let node = try network.node(1)
        try publish(try network.next(), at: partner)
        partner.keeper.takeOver()
        node.watch.noticeUnknownKey(of: try SampleRegion.oin(2))
        #expect(try await eventually { node.keeper.current.edition.sequence == 2 })
    }

    @Test func whoSpeaksInAPartnersNameDoesNotSilenceIt() async throws {
        let partner = try network.node(2)
        let node = try network.node(1)
        node.watch.noticeUnknownKey(of: try SampleRegion.oin(2))
        #expect(try await eventually { !network.log.isEmpty })
        try await Task.sleep(for: .milliseconds(50))
        try publish(try network.next(), at: partner)
        await partner.watch.look()
        #expect(try await eventually { node.keeper.current.edition.sequence == 2 })
    }

    @Test func aMirrorCanNeitherRollBackNorFreeze() async throws {
        let mirror = try network.node(8)
        let node = try network.node(1, sources: [8])
        let administrator = try network.node(9)
        try publish(try network.next(), at: administrator)
        administrator.keeper.takeOver()
        node.watch.notice(administrator.keeper.current.edition, from: try SampleRegion.oin(9))
        #expect(try await eventually { node.keeper.current.edition.sequence == 2 })
        // The mirror goes on with the old edition: the node keeps its own.
        _ = await node.watch.refresh()
        #expect(node.keeper.current.edition.sequence == 2)
        // And when nobody confirms the edition for a day, nothing is sent, and it says so.
        network.region.now = network.region.now.adding(seconds: 90_000)
        _ = await node.watch.refresh()
        #expect(node.keeper.current.sendingProblem(at: network.region.now)?.reason == .stale)
        #expect(mirror.keeper.current.edition.sequence == 1)
    }

    @Test func theEditionHasATag() throws {
        let node = try network.node(2)
        let signer = try network.signer(1)
        var fields = HTTPFields([HTTPField(name: "Host", value: "node2.example")])
        for (name, value) in try signer.headers(
            method: "GET", url: "https://node2.example/directory", body: [], at: RegionDesk.now)
        {
            fields.append(name, value)
        }
        let first = try #require(node.service.serve(HTTPRequest(method: "GET", path: "/directory", headers: fields)))
        #expect(first.status == 200)
        #expect(first.body == node.keeper.current.signed)
        #expect(first.headers["ETag"] == "\"\(node.keeper.current.edition)\"")
        fields.append("If-None-Match", "\"\(node.keeper.current.edition)\"")
        let again = try #require(node.service.serve(HTTPRequest(method: "GET", path: "/directory", headers: fields)))
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(node.service.serve(HTTPRequest(method: "DELETE", path: "/directory"))?.status == 405)
        #expect(node.service.serve(HTTPRequest(method: "POST", path: "/as2")) == nil)
    }

    @Test func theNodeWarnsBeforeTheLastDayOncePerStep() throws {
        let node = try network.node(1)
        for day in [20, 31, 40, 61, 77, 84, 89, 91] as [Int64] {
            network.region.now = CertificateMint.day(day)
            for _ in 0..<3 { node.keeper.warnOfExpiry() }
        }
        let warned = network.region.events.filter { $0.code.hasPrefix("edition-expir") }
        #expect(warned.map(\.code) == Array(repeating: "edition-expiring", count: 5) + ["edition-expired"])
    }

    @Test func aHintThatProvesTrueCostsNothing() throws {
        var limit = HintLimit()
        let party = try SampleRegion.oin(1)
        let now = RegionDesk.now
        limit.note(party, wasTrue: true, at: now)
        #expect(limit.allows(party, at: now))
        var waits: [Int64] = []
        for _ in 0..<12 {
            limit.note(party, wasTrue: false, at: now)
            waits.append((1...4_000).first { limit.allows(party, at: now.adding(seconds: $0)) } ?? 0)
        }
        #expect(waits.prefix(4) == [10, 20, 40, 80])
        #expect(waits.last == HintLimit.longestWait)
        #expect(limit.allows(try SampleRegion.oin(2), at: now))
    }
}
