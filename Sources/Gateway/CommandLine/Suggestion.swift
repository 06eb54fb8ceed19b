internal import Schemas

/// The "did you mean" of the command line.
enum Suggestion {
    /// A remedy naming the closest known word, or all of them when none is close.
    static func sentence(for word: String, among known: [String]) -> String {
        if let nearest = EditDistance.nearest(to: word, in: known) { return "did you mean \(nearest)?" }
        return "known here: \(known.sorted().joined(separator: ", "))"
    }
}
