/// The output formats `flag` and `basic` (Core section 12.4).
extension Verdict {
    /// `{"valid": …}`.
    public var flag: JSONTree { ["valid": .bool(isValid)] }

    /// The findings as a flat list; when there are more than the limit, `more` says how many.
    public var basic: JSONTree {
        guard !isValid else { return flag }
        var members = [JSONMember("valid", false), JSONMember("errors", .array(violations.map(\.unit)))]
        if more > 0 { members.append(JSONMember("more", .number(JSONNumber(more)))) }
        return .object(members)
    }

    /// The annotations of a valid instance as a flat list.
    static func basic(_ annotations: [Annotation]) -> JSONTree {
        ["valid": true, "annotations": .array(annotations.map(\.unit))]
    }
}

extension Violation {
    fileprivate var unit: JSONTree {
        OutputUnit.tree(keywordLocation, absoluteKeywordLocation, instanceLocation, "error", .string(sentence))
    }

    private var sentence: String {
        isAlternative ? "\(keyword) is not satisfied in this alternative" : "\(keyword) is not satisfied"
    }
}

extension Annotation {
    fileprivate var unit: JSONTree {
        OutputUnit.tree(
            keywordLocation, absoluteKeywordLocation, instanceLocation, "annotation", JSONTree(value))
    }
}

private enum OutputUnit {
    /// The absolute location must be absolute: a schema without URI has none.
    static func tree(
        _ keyword: JSONPointer, _ absolute: String, _ instance: JSONPointer, _ name: String, _ value: JSONTree
    ) -> JSONTree {
        var members = [JSONMember("keywordLocation", .string(keyword.description))]
        if !absolute.hasPrefix("#") {
            members.append(JSONMember("absoluteKeywordLocation", .string(withEncodedFragment(absolute))))
        }
        members.append(JSONMember("instanceLocation", .string(instance.description)))
        members.append(JSONMember(name, value))
        return .object(members)
    }

    /// The pointer in the fragment as a URI may hold it (RFC 6901 section 6, RFC 3986 section 3.5).
    private static func withEncodedFragment(_ absolute: String) -> String {
        guard let hash = absolute.utf8.firstIndex(of: UInt8(ascii: "#")) else { return absolute }
        let digits = Array("0123456789ABCDEF")
        let fragment = absolute.utf8[absolute.utf8.index(after: hash)...]
        return fragment.reduce(into: String(absolute[...hash])) { text, byte in
            if isFragmentCharacter(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text.append("%")
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
    }

    private static func isFragmentCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
        }
    }
}
