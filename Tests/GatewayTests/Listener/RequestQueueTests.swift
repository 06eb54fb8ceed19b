import Testing

@testable import Gateway

@Suite struct RequestQueueTests {
    /// Within an expectation nothing can be changed but by reference. A number stands for an address.
    private final class Queue {
        private var queue: RequestQueue<Int>

        init(_ limits: ListenerLimits) { queue = RequestQueue(limits) }

        func join(_ work: Int, from origin: RequestOrigin) -> Bool { queue.join(work, from: origin) }
        func join(_ work: Int, from sender: UInt64) -> Bool { join(work, from: RequestOrigin(sender: sender)) }
        func hasRoom(for sender: UInt64) -> Bool { queue.hasRoom(for: RequestOrigin(sender: sender)) }
        func next() -> (work: Int, place: RequestQueue<Int>.Place)? { queue.next() }
        func leave(_ place: RequestQueue<Int>.Place, peer: String?) { queue.leave(place, peer: peer) }

        /// Lets somebody at this address be known.
        func introduce(_ address: UInt64, as peer: String) throws {
            #expect(join(-1, from: address))
            leave(try #require(next()).place, peer: peer)
        }
    }

    private final class Senders {
        private var senders = KnownSenders(capacity: 8)

        func learn(_ address: UInt64, as peer: String) {
            senders.learn(RequestOrigin(sender: address), as: .peer(peer))
        }
        func sender(at address: UInt64) -> RequestSender? { senders.sender(at: RequestOrigin(sender: address)) }
    }

    private static func limits(_ change: (inout ListenerLimits) -> Void = { _ in }) -> ListenerLimits {
        var limits = ListenerLimits()
        (limits.requests, limits.places, limits.placesPerSender, limits.placesForStrangers) = (40, 8, 4, 1)
        change(&limits)
        return limits
    }

    @Test func `a crowd of strangers has its own few places, and whoever is known passes it`() throws {
        let queue = Queue(Self.limits())
        try queue.introduce(1000, as: "partij")
        for address in 0..<20 { #expect(queue.join(address, from: UInt64(address))) }
        #expect(queue.next()?.work == 0)
        #expect(queue.next() == nil)
        #expect(queue.join(77, from: 1000))
        #expect(queue.next()?.work == 77)
        #expect(queue.next() == nil)
    }

    @Test func `strangers fill half of the room, and the rest is there for who is known`() throws {
        let queue = Queue(Self.limits())
        try queue.introduce(1000, as: "partij")
        #expect((0..<30).count { queue.join($0, from: UInt64($0)) } == 20)
        #expect(!queue.hasRoom(for: 500))
        #expect((0..<30).count { queue.join($0, from: 1000) } == 20)
        #expect(!queue.hasRoom(for: 1000))
    }

    @Test func `one stranger fills half of the strangers' room`() {
        let queue = Queue(Self.limits())
        #expect((0..<30).count { queue.join($0, from: 7) } == 10)
        #expect(queue.join(30, from: 8))
    }

    @Test func `one party has one turn, from however many addresses it comes`() throws {
        let queue = Queue(Self.limits())
        for address in 0..<10 { try queue.introduce(UInt64(address), as: "kwade") }
        try queue.introduce(1000, as: "goede")
        for address in 0..<10 { #expect(queue.join(address, from: UInt64(address))) }
        #expect((0..<4).compactMap { _ in queue.next()?.work } == [0, 1, 2, 3])
        #expect(queue.next() == nil)
        #expect(queue.join(77, from: 1000))
        #expect(queue.next()?.work == 77)
        #expect(queue.next() == nil)
    }

    @Test func `who is refused stays a stranger`() throws {
        let queue = Queue(Self.limits())
        for round in 0..<3 {
            #expect(queue.join(round, from: 7))
            let next = try #require(queue.next())
            queue.leave(next.place, peer: nil)
        }
        #expect(queue.join(3, from: 7))
        #expect(queue.join(4, from: 7))
        #expect(queue.next()?.work == 3)
        #expect(queue.next() == nil)
    }

    @Test func `who becomes known while his requests wait loses none of them`() throws {
        let queue = Queue(Self.limits())
        for number in 0..<5 { #expect(queue.join(number, from: 7)) }
        let first = try #require(queue.next())
        queue.leave(first.place, peer: "partij")
        for number in 5..<8 { #expect(queue.join(number, from: 7)) }
        var begun = [first.work]
        while let next = queue.next() {
            begun.append(next.work)
            queue.leave(next.place, peer: "partij")
        }
        #expect(begun.sorted() == Array(0..<8))
    }

    @Test func `who are behind one address are one sender, who may have all the room`() throws {
        let queue = Queue(Self.limits { $0.connectionsPerAddress = nil })
        let proxy = RequestOrigin(sender: 7, isShared: true)
        #expect((0..<30).count { queue.join($0, from: proxy) } == 20)
        let next = try #require(queue.next())
        queue.leave(next.place, peer: "partij")
        #expect((0..<50).count { queue.join($0, from: proxy) } == 40)
        #expect((0..<20).compactMap { _ in queue.next() }.count == 5)
    }

    @Test func `of very many addresses the ones that spoke last are known`() {
        let senders = Senders()
        senders.learn(1, as: "trouw")
        for address in UInt64(2)..<100 {
            senders.learn(address, as: "nieuw")
            #expect(senders.sender(at: 1) == .peer("trouw"))
        }
        #expect(senders.sender(at: 2) == nil)
        #expect(senders.sender(at: 99) == .peer("nieuw"))
        #expect((UInt64(1)..<100).count { senders.sender(at: $0) != nil } <= 8)
    }
}
