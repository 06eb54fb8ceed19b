import Envelope
import Foundation
import Testing

@testable import Gateway

/// Exchanges with a real TLS server that does as it should.
@Suite struct TransferLoopTests {
    private let world: TLSWorld
    private let server: PeerServer

    init() throws {
        world = try TLSWorld.shared.get()
        server = try world.server()
    }

    private func url(_ path: String, host: String = "127.0.0.1") -> String {
        "https://\(host):\(server.port)/\(path)"
    }

    @Test func postedBody_ArrivesWholeAndTheAnswerComesBack() async throws {
        let loop = try TransferLoop(world.settings)
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let call = HTTPCall(
            url: url("good", host: "localhost"), headers: [("Content-Type", "application/x-test"), ("X-Empty", "")],
            body: body)
        let answer = try await loop.perform(call).get()
        #expect(answer.status == 200)
        #expect(answer.body == [UInt8]("ok".utf8))
        #expect(answer.header("content-length") == "2")
        let request = try await server.next("request")
        #expect(request["length"] as? Int == body.count)
        #expect(request["sha256"] as? String == hexadecimal(try Digest(.sha256, of: body).bytes))
        let headers = try #require(request["headers"] as? [String: String])
        #expect(headers["content-type"] == "application/x-test")
        #expect(headers["x-empty"]?.isEmpty == true)
        #expect(headers["expect"] == nil)
        #expect(headers["cookie"] == nil)
        loop.close()
    }

    @Test func hundredCalls_ShareOneConnection() async throws {
        let loop = try TransferLoop(world.settings)
        for index in 0..<100 {
            let call = HTTPCall(url: url("echo-size/\(index * 50)"), body: [UInt8](repeating: 0x61, count: 4_096))
            let answer = try await loop.perform(call).get()
            #expect(answer.body.count == index * 50)
        }
        var connections = Set<Int>()
        for _ in 0..<100 { connections.insert(try #require(try await server.next("request")["connection"] as? Int)) }
        #expect(connections == [1])
    }

    @Test func callsAtOnce_TakeNoMorePlacesThanThePartnerHas() async throws {
        var settings = world.settings
        settings.perPartner = 3
        let loop = try TransferLoop(settings)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<30 {
                let call = HTTPCall(url: url("slow-headers/0.02"), method: .get)
                group.addTask { (try? await loop.perform(call).get())?.status ?? 0 }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 30))
        var connections = Set<Int>()
        for _ in 0..<30 { connections.insert(try #require(try await server.next("request")["connection"] as? Int)) }
        #expect((1...3).contains(connections.count))
    }

    @Test func hangingPartner_DelaysNobodyElse() async throws {
        var settings = world.settings
        settings.perPartner = 2
        settings.timeouts.idle = .seconds(600)
        settings.timeouts.whole = .seconds(600)
        let loop = try TransferLoop(settings)
        let dead = try #require(OIN("00000099000000001000"))
        let alive = try #require(OIN("00000099000000002000"))
        let hanging = (0..<6).map { _ in
            let call = HTTPCall(url: url("hang"), partner: dead)
            return Task { await loop.perform(call) }
        }
        for _ in 0..<20 {
            let answer = try await loop.perform(HTTPCall(url: url("good"), partner: alive)).get()
            #expect(answer.status == 200)
        }
        loop.close()
        for task in hanging { #expect(await task.value.failureKind == .closed) }
    }

    @Test func connectionThatTheServerDropped_IsReplaced() async throws {
        let loop = try TransferLoop(world.settings)
        for _ in 0..<5 {
            let answer = try await loop.perform(HTTPCall(url: url("once"), body: [1, 2, 3])).get()
            #expect(answer.status == 200)
        }
    }

    @Test func newConnection_TakesUpTheTLSSession() async throws {
        let loop = try TransferLoop(world.settings)
        _ = try await loop.perform(HTTPCall(url: url("once"), method: .get)).get()
        _ = try await loop.perform(HTTPCall(url: url("once"), method: .get)).get()
        #expect(try await server.next("request")["resumed"] as? Bool == false)
        #expect(try await server.next("request")["resumed"] as? Bool == true)
    }

    @Test func interimAnswer_IsPassedOver() async throws {
        let loop = try TransferLoop(world.settings)
        let answer = try await loop.perform(HTTPCall(url: url("interim"), body: [])).get()
        #expect(answer.status == 200)
        #expect(answer.header("X-Interim") == nil)
        #expect(answer.header("X-Final") == "yes")
    }

    @Test func getAfterPost_SendsNoBody() async throws {
        let loop = try TransferLoop(world.settings)
        _ = try await loop.perform(HTTPCall(url: url("good"), body: [1, 2, 3])).get()
        _ = try await loop.perform(HTTPCall(url: url("good"), method: .get)).get()
        #expect(try await server.next("request")["method"] as? String == "POST")
        let second = try await server.next("request")
        #expect(second["method"] as? String == "GET")
        #expect(second["length"] as? Int == 0)
    }

    @Test func redirect_IsAnAnswerAndNotFollowed() async throws {
        let loop = try TransferLoop(world.settings)
        let answer = try await loop.perform(HTTPCall(url: url("redirect?to=\(url("good"))"), body: [1])).get()
        #expect(answer.status == 302)
        #expect(try await server.next("request")["path"] as? String == "/redirect?to=\(url("good"))")
        _ = try await loop.perform(HTTPCall(url: url("status/204"), body: [1])).get()
        #expect(try await server.next("request")["path"] as? String == "/status/204")
    }

    @Test(arguments: [
        "http://127.0.0.1:1/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://user:pw@127.0.0.1/", "",
    ])
    func anythingButPlainHTTPS_IsNotCalled(text: String) async throws {
        let loop = try TransferLoop(world.settings)
        #expect(await loop.perform(HTTPCall(url: text)).failureKind == .call)
    }

    @Test(arguments: ["a\r\nX-Injected: 1", "a\nb", "\u{0}", "caf\u{e9}"])
    func headerThatIsNotOneLineOfASCII_IsNotSent(value: String) async throws {
        let loop = try TransferLoop(world.settings)
        let call = HTTPCall(url: url("good"), headers: [("X-Test", value)])
        #expect(await loop.perform(call).failureKind == .call)
    }

    @Test func cancelledTask_GivesTheExchangeUp() async throws {
        let loop = try TransferLoop(world.settings)
        let call = HTTPCall(url: url("hang"))
        let task = Task { await loop.perform(call) }
        _ = try await server.next("request")
        task.cancel()
        #expect(await task.value.failureKind == .closed)
    }

    @Test func closedLoop_EndsWhatIsUnderWayAndRefusesTheRest() async throws {
        let loop = try TransferLoop(world.settings)
        let call = HTTPCall(url: url("hang"))
        let task = Task { await loop.perform(call) }
        _ = try await server.next("request")
        loop.close()
        #expect(await task.value.failureKind == .closed)
        #expect(await loop.perform(HTTPCall(url: url("good"))).failureKind == .closed)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
}
