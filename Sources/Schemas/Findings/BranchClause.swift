/// The branch of a condition (`then`, `else` or a dependent schema) in which a rule stands, and what it says to people.
struct BranchClause {
    let isConditional: Bool
    /// Its `description`, such as "verplicht als er schulden zijn".
    private let text: String?
    /// The names of the fields that the condition looks at.
    private let controllers: [String]
    /// How many levels below the branch's object the rule looks.
    private let depth: Int

    /// The innermost branch around a keyword.
    init(around location: String, in documents: SchemaView.Documents) {
        let uri = URIReference(location)
        let root = documents.view(of: uri.withoutFragment)?.value
        let tokens = uri.decodedFragment.flatMap { JSONPointer($0) }?.tokens ?? []
        let branch = (0...tokens.count).last { Self.isBranch(tokens[..<$0]) }
        guard let root, let branch else {
            (isConditional, text, controllers, depth) = (false, nil, [], 0)
            return
        }
        isConditional = true
        text = root.value(at: JSONPointer(tokens: Array(tokens[..<branch])))?["description"]?.string
        depth = Self.depth(of: tokens[branch...])
        let condition = root.value(at: JSONPointer(tokens: tokens[..<(branch - 1)] + ["if"]))
        let required = condition?["required"]?.elements.compactMap(\.string) ?? []
        controllers = required + (condition?["properties"]?.members.map(\.key) ?? [])
    }

    /// Nil when the rule stands under no condition.
    var sentence: String? {
        guard isConditional else { return nil }
        return text ?? "verplicht of juist niet, afhankelijk van een ander veld"
    }

    /// Where the fields that the condition looks at stand, if the rule looks at this place.
    func controllers(at place: JSONPointer) -> [JSONPointer] {
        let object = JSONPointer(tokens: Array(place.tokens.dropLast(depth)))
        return controllers.map { object.appending($0) }
    }

    private static func isBranch(_ tokens: ArraySlice<String>) -> Bool {
        let holder = tokens.dropLast().last ?? ""
        if ["properties", "$defs", "dependentSchemas"].contains(holder) { return holder == "dependentSchemas" }
        return tokens.last == "then" || tokens.last == "else"
    }

    private static func depth(of tokens: ArraySlice<String>) -> Int {
        var depth = 0
        var rest = tokens
        while let token = rest.popFirst() {
            guard token == "properties" || token == "items" else { continue }
            depth += 1
            if token == "properties" { _ = rest.popFirst() }
        }
        return depth
    }
}
