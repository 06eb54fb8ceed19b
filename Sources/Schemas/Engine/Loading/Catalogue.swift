/// The documents that were loaded, and which URI stands for which place in them.
struct Catalogue: Sendable {
    private(set) var documents: [JSONDocument] = []
    var resources: [Resource] = []
    private var byURI: [String: Int] = [:]
    private var byRoot: [Place: Int] = [:]
    /// Resources before this one give up their URI to a newer one.
    private var settled = 0

    /// Takes a document in under the URI it was found at, and under its `$id`.
    ///
    /// - Parameter isPreferred: whether its URIs go before those of earlier documents; else it may not share one.
    mutating func add(
        _ document: JSONDocument, at uri: URIReference, isPreferred: Bool = false
    ) throws(SchemaError) -> Int {
        let index = documents.count
        documents.append(document)
        let first = resources.count
        if isPreferred { settled = first }
        var scanner = ResourceScanner(catalogue: self, document: index)
        try scanner.scan(from: uri)
        self = scanner.catalogue
        let retrieval = uri.withoutFragment
        if byURI[retrieval] == nil { byURI[retrieval] = first }
        return first
    }

    mutating func add(_ resource: Resource) throws(SchemaError) -> Int {
        let uri = resource.uri.withoutFragment
        if let known = byURI[uri], known >= settled {
            throw SchemaError(reason: .duplicateURI(uri), location: uri + "#")
        }
        byURI[uri] = resources.count
        byRoot[resource.root] = resources.count
        resources.append(resource)
        return resources.count - 1
    }

    func resource(named uri: String) -> Int? { byURI[uri] }

    func value(at place: Place) -> JSONValue {
        JSONValue(document: documents[place.document], index: place.node)
    }

    /// What a URI with fragment stands for: a resource, an anchor in it, or a pointer from its root.
    func place(of uri: URIReference) -> Place? {
        guard let index = byURI[uri.withoutFragment], let fragment = uri.decodedFragment else { return nil }
        let resource = resources[index]
        if fragment.isEmpty { return resource.root }
        guard fragment.hasPrefix("/") else { return resource.anchors[fragment] }
        guard let pointer = JSONPointer(fragment), let value = value(at: resource.root).value(at: pointer) else {
            return nil
        }
        return Place(document: resource.root.document, node: value.index)
    }

    /// The innermost resource that a place belongs to.
    func resource(containing place: Place) -> Int {
        var found = byRoot[Place(document: place.document, node: 0)] ?? 0
        walk(to: place) { step, _ in
            if let resource = byRoot[step] { found = resource }
        }
        return found
    }

    /// The absolute URI of a place: its resource and the pointer from there.
    func location(of place: Place) -> String {
        var uri = ""
        var tokens: [String] = []
        walk(to: place) { step, token in
            if let token { tokens.append(token) }
            if let resource = byRoot[step] {
                uri = resources[resource].uri.withoutFragment
                tokens = []
            }
        }
        return uri + "#" + JSONPointer(tokens: tokens).description
    }

    /// Visits the places from the document's root down to this one, each with the token that leads to it.
    private func walk(to place: Place, _ visit: (Place, String?) -> Void) {
        let nodes = documents[place.document].nodes
        var current = 0
        visit(Place(document: place.document, node: 0), nil)
        while current != place.node, current < nodes.count {
            let isObject = nodes[current].kind == .object
            var child = isObject ? current + 2 : current + 1
            var position = 0
            while nodes[child].next(after: child) <= place.node {
                child = nodes[child].next(after: child) + (isObject ? 1 : 0)
                position += 1
            }
            let key = JSONValue(document: documents[place.document], index: child - 1).string
            current = child
            visit(Place(document: place.document, node: child), isObject ? key : String(position))
        }
    }
}
