/// How many places the calls to each partner may take.
///
/// A partner that has not answered yet gets few: a listener agrees on TLS with few strangers at a time, and closes the connections
/// of others (docs/operations.md, Upgrade).
struct LanePlaces {
    /// Of one partner, until it answers.
    static let first = 8

    private let most: Int
    private var taken: [String: Int] = [:]
    private var answering: Set<String> = []
    /// Where a first call failed: the others that are under way decide.
    private var doubtful: Set<String> = []

    init(most: Int) { self.most = most }

    func isFull(_ lane: String) -> Bool {
        doubtful.contains(lane) || taken[lane, default: 0] >= (answering.contains(lane) ? most : min(most, Self.first))
    }

    mutating func take(_ lane: String) { taken[lane, default: 0] += 1 }

    /// Gives a place back.
    ///
    /// - Parameter didAnswer: whether the call brought an answer; nil when it was given up before that was known.
    /// - Returns: whether nobody is to be reached there: the last call that was under way is over, and none brought an answer.
    mutating func leave(_ lane: String, didAnswer: Bool?) -> Bool {
        let left = taken[lane, default: 1] - 1
        taken[lane] = left > 0 ? left : nil
        switch didAnswer {
        case true?:
            answering.insert(lane)
            doubtful.remove(lane)
        case false?: if answering.remove(lane) == nil { doubtful.insert(lane) }
        case nil: break
        }
        return left <= 0 && doubtful.remove(lane) != nil
    }
}
