/// Finds the resources and anchors of a document, looking only where schemas can stand: an `$id` inside `enum`,
/// `const` or an unknown keyword names nothing. Its depth is bounded by the document's.
struct ResourceScanner {
    var catalogue: Catalogue
    let document: Int

    mutating func scan(from base: URIReference) throws(SchemaError) {
        let root = Place(document: document, node: 0)
        let uri = try identifier(of: root, base: base) ?? base
        let resource = try catalogue.add(Resource(uri: uri, root: root, parent: nil))
        try scan(root, in: resource, isRoot: true)
    }

    private mutating func scan(_ place: Place, in outer: Int, isRoot: Bool = false) throws(SchemaError) {
        let value = catalogue.value(at: place)
        guard value.kind == .object else { return }
        var resource = outer
        if !isRoot, let uri = try identifier(of: place, base: catalogue.resources[outer].uri) {
            resource = try catalogue.add(Resource(uri: uri, root: place, parent: outer))
        }
        if catalogue.resources[resource].root == place {
            catalogue.resources[resource].dialect = value["$schema"]?.string
        }
        try addAnchors(of: value, at: place, to: resource)
        for (key, member) in value.members {
            guard let keyword = Keyword(rawValue: key) else { continue }
            for child in Self.subschemas(of: member, keyword.shape) {
                try scan(Place(document: document, node: child.index), in: resource)
            }
        }
    }

    private static func subschemas(of value: JSONValue, _ shape: Keyword.Shape) -> [JSONValue] {
        switch shape {
        case .none: []
        case .schema: [value]
        case .list: value.elements
        case .map: value.members.map(\.value)
        }
    }

    private func identifier(of place: Place, base: URIReference) throws(SchemaError) -> URIReference? {
        guard let id = catalogue.value(at: place)["$id"] else { return nil }
        guard let text = id.string, case var uri = URIReference(text), uri.fragment ?? "" == "" else {
            throw invalid("$id", "a URI reference without fragment", at: place)
        }
        uri.fragment = nil
        return uri.resolved(against: base)
    }

    private mutating func addAnchors(of value: JSONValue, at place: Place, to resource: Int) throws(SchemaError) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let anchor = value[keyword] else { continue }
            guard let name = anchor.string, Self.isAnchorName(name) else {
                throw invalid(keyword, "a name of letters, digits, - . and _", at: place)
            }
            guard
                catalogue.resources[resource].anchors[name] == nil
                    || catalogue.resources[resource].anchors[name] == place
            else {
                throw SchemaError(reason: .duplicateURI("#" + name), location: catalogue.location(of: place))
            }
            catalogue.resources[resource].anchors[name] = place
            if keyword == "$dynamicAnchor" { catalogue.resources[resource].dynamicAnchors[name] = place }
        }
    }

    private static func isAnchorName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first | 0x20 >= UInt8(ascii: "a") || first == UInt8(ascii: "_") else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte &- UInt8(ascii: "0") < 10
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
    }

    private func invalid(_ keyword: String, _ expected: String, at place: Place) -> SchemaError {
        SchemaError(
            reason: .invalidKeyword(keyword, expected: expected), location: catalogue.location(of: place))
    }
}
