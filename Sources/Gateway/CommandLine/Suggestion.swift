/// The "did you mean" of the command line.
enum Suggestion {
    /// A remedy naming the closest known word, or all of them when none is close.
    static func sentence(for word: String, among known: [String]) -> String {
        if let closest = closest(to: word, among: known) { return "did you mean \(closest)?" }
        return "known here: \(known.sorted().joined(separator: ", "))"
    }

    private static func closest(to word: String, among known: [String]) -> String? {
        let limit = max(2, word.count / 3)
        let ranked = known.map { (word: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        guard let ranked, ranked.distance <= limit else { return nil }
        return ranked.word
    }

    /// Levenshtein distance; the words are cut at 64 characters, so that the work stays bounded.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let substitution = previous[column] + (character == other ? 0 : 1)
                current.append(min(substitution, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
