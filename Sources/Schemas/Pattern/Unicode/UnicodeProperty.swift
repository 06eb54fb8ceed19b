/// The properties that `\p{…}` knows: ECMA-262 section 22.2.1, tables 67 to 69.
enum UnicodeProperty {
    /// The set behind the text between the braces: `Name=Value`, a general category, or a binary property.
    /// Names are compared exactly.
    static func set(_ text: String) -> ScalarSet? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return category(text) ?? binary(text) }
        switch parts[0] {
        case "General_Category", "gc": return category(parts[1])
        case "Script", "sc": return UnicodeTables.set(named: parts[1], in: UnicodeTables.scripts)
        case "Script_Extensions", "scx": return scriptExtensions(parts[1])
        default: return nil
        }
    }

    private static func category(_ name: String) -> ScalarSet? {
        if let set = UnicodeTables.set(named: name, in: UnicodeTables.categories) { return set }
        guard let parts = groups[name] else { return nil }
        return parts.reduce(ScalarSet([])) { union, part in
            union.union(UnicodeTables.set(named: part, in: UnicodeTables.categories) ?? ScalarSet([]))
        }
    }

    private static func binary(_ name: String) -> ScalarSet? {
        switch name {
        case "Any": .all
        case "ASCII": ScalarSet([0...0x7F])
        case "Assigned": category("Cn")?.inverted
        default:
            UnicodeTables.set(named: name, in: UnicodeTables.derivedProperties)
                ?? UnicodeTables.set(named: name, in: UnicodeTables.listedProperties)
        }
    }

    private static func scriptExtensions(_ name: String) -> ScalarSet? {
        guard let script = UnicodeTables.set(named: name, in: UnicodeTables.scripts) else { return nil }
        guard let difference = UnicodeTables.set(named: name, in: UnicodeTables.scriptExtensions) else { return script }
        return script.symmetricDifference(difference)
    }

    private static let groups: [String: [String]] = {
        let members = [
            ("LC Cased_Letter", "Lu Ll Lt"),
            ("L Letter", "Lu Ll Lt Lm Lo"),
            ("M Mark Combining_Mark", "Mn Mc Me"),
            ("N Number", "Nd Nl No"),
            ("P Punctuation punct", "Pc Pd Ps Pe Pi Pf Po"),
            ("S Symbol", "Sm Sc Sk So"),
            ("Z Separator", "Zs Zl Zp"),
            ("C Other", "Cc Cf Cs Co Cn"),
        ]
        var groups: [String: [String]] = [:]
        for (names, parts) in members {
            for name in names.split(separator: " ") {
                groups[String(name)] = parts.split(separator: " ").map(String.init)
            }
        }
        return groups
    }()
}
