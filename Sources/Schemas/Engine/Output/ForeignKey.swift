/// How a key that only the instance names is shown in a pointer: whoever sent the instance chose it, so it is cut to 64
/// characters, and control characters are replaced. Such a pointer may lead nowhere.
enum ForeignKey {
    static let longest = 64

    static func shown(_ key: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in key.unicodeScalars {
            if shown.count == longest {
                shown.append("…")
                break
            }
            let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
            shown.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(shown)
    }
}
