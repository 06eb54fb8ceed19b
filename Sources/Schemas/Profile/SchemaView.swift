/// A schema in one of the profile's files, looked at for what it says to people. What it refers to is looked up once.
final class SchemaView {
    /// The documents of the profile by their URI.
    struct Documents: Sendable {
        private(set) var roots: [String: JSONValue] = [:]

        mutating func add(_ document: JSONDocument, at uri: String) { roots[uri] = document.root }

        func view(of uri: String) -> SchemaView? {
            roots[uri].map { SchemaView(value: $0, base: URIReference(uri), documents: self) }
        }
    }

    /// Tells subschemas apart.
    private struct Place: Hashable {
        let document: ObjectIdentifier
        let node: Int
    }

    let value: JSONValue
    let base: URIReference
    let documents: Documents

    private static let longestChain = 16
    private static let deepestSearch = 8

    init(value: JSONValue, base: URIReference, documents: Documents) {
        (self.value, self.base, self.documents) = (value, base, documents)
    }

    /// This schema and what it refers to, nearest first.
    var chain: [SchemaView] { [self] + references }

    private lazy var references: [SchemaView] = {
        var references: [SchemaView] = []
        while 1 + references.count < Self.longestChain, let next = (references.last ?? self).referenced {
            references.append(next)
        }
        return references
    }()

    private var referenced: SchemaView? {
        guard let text = value["$ref"]?.string else { return nil }
        let uri = URIReference(text).resolved(against: base)
        guard let root = documents.roots[uri.withoutFragment], let fragment = uri.decodedFragment,
            let pointer = JSONPointer(fragment), let target = root.value(at: pointer)
        else { return nil }
        return SchemaView(value: target, base: URIReference(uri.withoutFragment), documents: documents)
    }

    /// The nearest value of a keyword; what stands with the reference goes before what it refers to.
    func first(_ keyword: String) -> JSONValue? {
        chain.lazy.compactMap { $0.value[keyword] }.first { _ in true }
    }

    /// The names that are always required.
    var required: Set<String> {
        Set(chain.flatMap { $0.value["required"]?.elements.compactMap(\.string) ?? [] })
    }

    /// The schemas of the properties, those under conditions included. The first that has a label counts.
    var properties: [(name: String, schema: SchemaView)] {
        var found: [(name: String, schema: SchemaView)] = []
        for (view, isOwn) in statements {
            for (name, value) in view.value["properties"]?.members ?? []
            where !found.contains(where: { $0.name == name }) {
                guard let schema = view.child(value), isOwn || schema.first("label") != nil else { continue }
                found.append((name, schema))
            }
        }
        return found
    }

    /// Everything that is said about this value: this schema and what it refers to (its own), and their alternatives and
    /// conditions. Each once, however many references lead to it.
    var statements: [(schema: SchemaView, isOwn: Bool)] {
        var found: [(schema: SchemaView, isOwn: Bool)] = []
        var seen: Set<Place> = []
        for view in chain { view.collectStatements(into: &found, &seen, depth: 0) }
        return found
    }

    var items: SchemaView? { chain.lazy.compactMap { $0.child($0.value["items"]) }.first { _ in true } }

    func child(_ value: JSONValue?) -> SchemaView? {
        value.map { SchemaView(value: $0, base: base, documents: documents) }
    }

    private func collectStatements(
        into found: inout [(schema: SchemaView, isOwn: Bool)], _ seen: inout Set<Place>, depth: Int
    ) {
        let place = Place(document: ObjectIdentifier(value.document), node: value.index)
        guard depth < Self.deepestSearch, value.kind == .object, seen.insert(place).inserted else { return }
        found.append((self, depth == 0))
        for applied in inPlace {
            for view in applied.chain { view.collectStatements(into: &found, &seen, depth: depth + 1) }
        }
    }

    /// The subschemas that look at the same value.
    private var inPlace: [SchemaView] {
        let lists = ["allOf", "anyOf", "oneOf"].flatMap { value[$0]?.elements ?? [] }
        let maps = value["dependentSchemas"]?.members.map(\.value) ?? []
        let singles = ["if", "then", "else"].compactMap { value[$0] }
        return (lists + maps + singles).compactMap { child($0) }
    }
}
