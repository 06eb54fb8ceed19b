internal import Envelope
internal import Foundation
internal import Gateway

/// Fills a new store, many writes at a time.
struct Filling {
    private static let atOnce = 128

    private let options: Options

    init(_ options: Options) { self.options = options }

    func run() async throws {
        guard let partner = OIN(try options.text("partner")) else { throw BenchFailure("--partner takes 20 digits") }
        let store = try MeasuredStore(folder: try options.text("node"), rounds: 1_000)
        let (content, count) = (try options.file("form"), try options.number("pairs"))
        let now = UTCTime(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= Self.atOnce { try await group.next() }
                group.addTask { try await store.addPair(content, with: partner, at: now) }
            }
            try await group.waitForAll()
        }
        store.close()
    }
}
