import Foundation
import Testing

@testable import Gateway

/// Servers that answer too much, too slowly, half or not at all.
@Suite struct TransferLimitTests {
    private let world: TLSWorld

    init() throws {
        world = try TLSWorld.shared.get()
    }

    private func failure(
        _ path: String, limit: Int? = nil, _ change: (inout DeliverySettings) -> Void = { _ in }
    ) async throws -> TransferFailure.Kind? {
        let server = try world.server()
        var settings = world.settings
        change(&settings)
        let loop = try TransferLoop(settings)
        let call = HTTPCall(url: "https://127.0.0.1:\(server.port)/\(path)", body: [1, 2, 3], responseLimit: limit)
        return await loop.perform(call).failureKind
    }

    @Test func answerAtTheLimit_IsRead() async throws {
        #expect(try await failure("echo-size/1000", limit: 1_000) == nil)
    }

    @Test func answerOverTheLimit_IsNotRead() async throws {
        #expect(try await failure("echo-size/1001", limit: 1_000) == .tooLarge(limit: 1_000))
        #expect(try await failure("echo-size/300000") == .tooLarge(limit: 256 << 10))
        #expect(try await failure("endless") == .tooLarge(limit: 256 << 10))
    }

    @Test(arguments: ["many-headers", "long-header"])
    func headersWithoutMeasure_AreNotRead(path: String) async throws {
        #expect(try await failure(path) == .tooLarge(limit: 256 << 10))
    }

    @Test(arguments: ["reset", "close", "short"])
    func answerThatBreaksOff_IsNone(path: String) async throws {
        #expect(try await failure(path) == .reset)
    }

    @Test func whatIsNoHTTP_IsSaid() async throws {
        #expect(try await failure("garbage") == .protocolError)
    }

    @Test func serverWithoutAnswer_IsGivenUpAfterTheIdleTime() async throws {
        #expect(try await failure("hang") { $0.timeouts.idle = .milliseconds(300) } == .timeout(.answer))
    }

    /// What came of 20 calls at once to a server that takes requests and answers none.
    private func kindsOfTwenty(_ loop: TransferLoop, port: Int) async -> [TransferFailure.Kind?] {
        await withTaskGroup(of: TransferFailure.Kind?.self) { group in
            for _ in 0..<20 {
                let call = HTTPCall(url: "https://127.0.0.1:\(port)/hang", method: .get)
                group.addTask { await loop.perform(call).failureKind }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func partnerThatNeverAnswered_GetsFewCalls_AndTheOthersDoNotWaitForTheSame() async throws {
        let server = try world.server()
        var settings = world.settings
        settings.perPartner = 32
        settings.timeouts.idle = .seconds(2)
        let loop = try TransferLoop(settings)
        let kinds = await kindsOfTwenty(loop, port: server.port)
        #expect(kinds.count { $0 == .timeout(.answer) } == LanePlaces.first)
        #expect(kinds.count { $0 == .circuitOpen } == 20 - LanePlaces.first)
    }

    @Test func partnerThatAnswered_GetsAllItsPlaces() async throws {
        let server = try world.server()
        var settings = world.settings
        settings.perPartner = 32
        settings.timeouts.idle = .seconds(2)
        let loop = try TransferLoop(settings)
        let first = HTTPCall(url: "https://127.0.0.1:\(server.port)/good", method: .get)
        #expect(try await loop.perform(first).get().status == 200)
        let kinds = await kindsOfTwenty(loop, port: server.port)
        #expect(kinds.count { $0 == .timeout(.answer) } == 20)
    }

    @Test func placesOfAPartner_AreFewUntilItAnswersAndAfterItFails() {
        var places = LanePlaces(most: 20)
        func room() -> Int {
            var filled = places
            var count = 0
            while !filled.isFull("a") {
                filled.take("a")
                count += 1
            }
            return count
        }
        /// One call, and whether nobody is to be reached after it.
        func call(didAnswer: Bool?) -> Bool {
            places.take("a")
            return places.leave("a", didAnswer: didAnswer)
        }
        #expect(room() == LanePlaces.first)
        #expect(call(didAnswer: nil) == false)
        #expect(room() == LanePlaces.first)
        #expect(call(didAnswer: true) == false)
        #expect(room() == 20)
        #expect(call(didAnswer: false) == false)
        #expect(room() == LanePlaces.first)
        #expect(call(didAnswer: false))
        #expect(!places.isFull("b"))
    }

    @Test func serverThatStallsHalfway_IsGivenUpAfterTheIdleTime() async throws {
        #expect(try await failure("trickle/30") { $0.timeouts.idle = .milliseconds(300) } == .timeout(.answer))
    }

    @Test func serverThatTrickles_IsGivenUpAfterTheWholeTime() async throws {
        let kind = try await failure("trickle/0.02") {
            $0.timeouts.idle = .milliseconds(800)
            $0.timeouts.whole = .milliseconds(1_500)
        }
        #expect(kind == .timeout(.whole))
    }

    @Test func slowAnswerWithinItsTime_IsRead() async throws {
        #expect(try await failure("slow-headers/0.4") { $0.timeouts.idle = .seconds(60) } == nil)
    }

    @Test func serverThatNeverShakesHands_IsGivenUpAfterTheTLSTime() async throws {
        let server = try world.server("server", "--protocol", "silent")
        var settings = world.settings
        settings.timeouts.tls = .milliseconds(300)
        let loop = try TransferLoop(settings)
        let call = HTTPCall(url: "https://127.0.0.1:\(server.port)/good")
        #expect(await loop.perform(call).failureKind == .timeout(.tls))
    }

    @Test func hostThatDropsPackets_IsGivenUpAfterTheConnectTime() async throws {
        let hole = try FullBacklog()
        var settings = world.settings
        settings.timeouts.connect = .milliseconds(300)
        let loop = try TransferLoop(settings)
        let call = HTTPCall(url: "https://127.0.0.1:\(hole.port)/good")
        #expect(await loop.perform(call).failureKind == .timeout(.connect))
    }

    @Test func nobodyThere_IsSaidAtOnce() async throws {
        let server = try world.server()
        server.stop()
        let loop = try TransferLoop(world.settings)
        let call = HTTPCall(url: "https://127.0.0.1:\(server.port)/good")
        #expect(await loop.perform(call).failureKind == .connect)
    }

    @Test func unknownName_IsSaid() async throws {
        let loop = try TransferLoop(world.settings)
        #expect(await loop.perform(HTTPCall(url: "https://nergens.invalid/")).failureKind == .resolve)
    }

    @Test(arguments: ["maxConnections", "perPartner", "responseLimit", "timeouts"])
    func settingThatIsZero_IsRefusedAtTheStart(name: String) throws {
        var settings = world.settings
        switch name {
        case "maxConnections": settings.maxConnections = 0
        case "perPartner": settings.perPartner = 0
        case "responseLimit": settings.responseLimit = 0
        default: settings.timeouts.tls = .zero
        }
        #expect(throws: DeliverySettingsError.number(name)) { _ = try TransferLoop(settings) }
    }
}
