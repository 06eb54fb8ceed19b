/// Lists in Dutch.
enum Listing {
    /// `a, b of c`, each name once, in order.
    static func oneOf(_ names: [String]) -> String {
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        guard let last = unique.last, unique.count > 1 else { return unique.first ?? "niemand" }
        return unique.dropLast().joined(separator: ", ") + " of " + last
    }
}
