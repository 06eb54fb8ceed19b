/// "Did you mean": which of the known words a mistyped one is close to.
public enum EditDistance {
    /// The nearest word within a third of the mistyped word's length, and at most three edits away.
    public static func nearest(to word: String, in known: some Sequence<String>) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let limit = min(3, max(1, word.count / 3))
        let candidates = known.map { (word: $0, distance: between(word.lowercased(), $0.lowercased())) }
        let best = candidates.min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        guard let best, best.distance <= limit else { return nil }
        return best.word
    }

    /// Insertions, removals, replacements and swaps of neighbours that lead from one word to the other.
    private static func between(_ left: String, _ right: String) -> Int {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            for column in 0..<right.count {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = last
            last = current
        }
        return last[right.count]
    }
}
