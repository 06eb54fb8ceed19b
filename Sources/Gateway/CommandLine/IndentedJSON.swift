internal import Schemas

/// JSON for people who edit it: one member or element a line, short lists of texts on one line.
enum IndentedJSON {
    static func text(_ tree: JSONTree) -> String { lines(tree, "").joined(separator: "\n") + "\n" }

    private static func lines(_ tree: JSONTree, _ indent: String) -> [String] {
        switch tree {
        case .object(let members) where !members.isEmpty:
            let inner = members.map { named($0, lines($0.value, indent + "  ")) }
            return ["{"] + joined(inner, indent + "  ") + [indent + "}"]
        case .array(let elements) where elements.contains { if case .object = $0 { true } else { false } }:
            return ["["] + joined(elements.map { lines($0, indent + "  ") }, indent + "  ") + [indent + "]"]
        default:
            return [String(decoding: tree.encoded(), as: UTF8.self)]
        }
    }

    private static func named(_ member: JSONMember, _ lines: [String]) -> [String] {
        let key = String(decoding: JSONTree.string(member.key).encoded(), as: UTF8.self)
        return [key + ": " + (lines.first ?? "")] + lines.dropFirst()
    }

    /// The items one below the other: the first line of each gets the indentation, the last a comma.
    private static func joined(_ items: [[String]], _ indent: String) -> [String] {
        items.enumerated().flatMap { index, lines in
            var lines = lines
            lines[0] = indent + lines[0]
            if index < items.count - 1 { lines[lines.count - 1] += "," }
            return lines
        }
    }
}
