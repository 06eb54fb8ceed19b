import Testing

@testable import Gateway

@Suite struct TurnLineTests {
    private static let wide = TurnLimits(held: 1000, heldPerSender: 1000, places: 1000, placesPerSender: 1000)
    private static let flood = RequestSender.origin(RequestOrigin(sender: 1))
    private static let others: [RequestSender] = [
        .origin(RequestOrigin(sender: 2)), .peer("partij"), .origin(RequestOrigin(sender: nil)),
    ]

    /// Within an expectation nothing can be changed but by reference.
    private final class Line {
        private var line: TurnLine<Int>

        init(_ limits: TurnLimits = wide) { line = TurnLine(limits) }

        func hasRoom(for sender: RequestSender) -> Bool { line.hasRoom(for: sender) }
        func join(_ work: Int, of sender: RequestSender) -> Bool { line.join(work, of: sender) }
        func next() -> (work: Int, sender: RequestSender)? { line.next() }
        func leave(_ sender: RequestSender) { line.leave(sender) }
    }

    @Test func `one that has much waiting is passed by those that have little`() {
        let line = Line()
        for number in 0..<100 { #expect(line.join(number, of: Self.flood)) }
        for (index, sender) in Self.others.enumerated() { #expect(line.join(1000 + index, of: sender)) }
        let begun = (0..<6).compactMap { _ in line.next()?.work }
        #expect(begun == [0, 1000, 1001, 1002, 1, 2])
    }

    @Test func `however much comes in between, everybody gets as many places as anybody else who waits`() throws {
        let line = Line()
        var begun: [RequestSender: Int] = [:]
        for round in 0..<60 {
            for number in 0..<4 { #expect(line.join(round * 10 + number, of: Self.flood)) }
            #expect(line.join(round, of: Self.others[0]))
            for _ in 0..<2 {
                let next = try #require(line.next())
                begun[next.sender, default: 0] += 1
                line.leave(next.sender)
            }
        }
        #expect(begun == [Self.flood: 60, Self.others[0]: 60])
    }

    @Test func `the work of one sender is begun in the order in which it came`() {
        let line = Line()
        for number in 0..<20 { #expect(line.join(number, of: Self.flood)) }
        #expect((0..<20).compactMap { _ in line.next()?.work } == Array(0..<20))
        #expect(line.next() == nil)
    }

    @Test func `a sender has at most his places, and the rest goes to others`() {
        let line = Line(TurnLimits(held: 100, heldPerSender: 50, places: 3, placesPerSender: 2))
        for number in 0..<10 { #expect(line.join(number, of: Self.flood)) }
        #expect(line.next()?.work == 0)
        #expect(line.next()?.work == 1)
        #expect(line.next() == nil)
        for number in 50..<55 { #expect(line.join(number, of: Self.others[0])) }
        #expect(line.next()?.work == 50)
        #expect(line.next() == nil)
        line.leave(Self.flood)
        #expect(line.next()?.work == 2)
        #expect(line.next() == nil)
    }

    @Test func `what has no room is refused, until something ends`() {
        let line = Line(TurnLimits(held: 5, heldPerSender: 3, places: 1, placesPerSender: 1))
        #expect((0..<4).map { line.join($0, of: Self.flood) } == [true, true, true, false])
        #expect((4..<7).map { line.join($0, of: Self.others[0]) } == [true, true, false])
        #expect(!line.hasRoom(for: Self.others[1]))
        #expect(line.next()?.work == 0)
        #expect(!line.hasRoom(for: Self.flood))
        line.leave(Self.flood)
        #expect(line.join(7, of: Self.flood))
        #expect(!line.join(8, of: Self.others[1]))
    }

    @Test func `everything that was taken is begun, once`() {
        let line = Line(TurnLimits(held: 64, heldPerSender: 16, places: 4, placesPerSender: 2))
        var (taken, begun): ([Int], [Int]) = ([], [])
        var running: [RequestSender] = []
        let senders = [Self.flood] + Self.others
        for number in 0..<500 {
            if line.join(number, of: senders[number * number % 7 % 4]) { taken.append(number) }
            while let next = line.next() {
                begun.append(next.work)
                running.append(next.sender)
            }
            if number % 3 == 0, !running.isEmpty { line.leave(running.removeFirst()) }
        }
        while !running.isEmpty {
            line.leave(running.removeFirst())
            while let next = line.next() {
                begun.append(next.work)
                running.append(next.sender)
            }
        }
        #expect(taken.count > 100)
        #expect(begun.sorted() == taken)
    }

    @Test func `a place is given back once`() {
        let line = Line(TurnLimits(held: 5, heldPerSender: 5, places: 1, placesPerSender: 1))
        for number in 0..<3 { #expect(line.join(number, of: Self.flood)) }
        #expect(line.next()?.work == 0)
        for _ in 0..<3 { line.leave(Self.flood) }
        #expect(line.next()?.work == 1)
        #expect(line.next() == nil)
    }
}
