/// Why a rule under a condition applies: the `description` of the branch (`then`, `else` or a dependent schema) in which
/// it stands, such as "verplicht als er schulden zijn".
struct BranchClause {
    let isConditional: Bool
    let text: String?

    /// The clause of the innermost branch around a keyword.
    init(around location: String, in documents: SchemaView.Documents) {
        let uri = URIReference(location)
        guard let root = documents.view(of: uri.withoutFragment)?.value, let fragment = uri.decodedFragment,
            var pointer = JSONPointer(fragment)
        else {
            (isConditional, text) = (false, nil)
            return
        }
        while let parent = pointer.parent {
            if Self.isBranch(pointer) {
                isConditional = true
                text = root.value(at: pointer)?["description"]?.string
                return
            }
            pointer = parent
        }
        (isConditional, text) = (false, nil)
    }

    private static func isBranch(_ pointer: JSONPointer) -> Bool {
        let tokens = pointer.tokens
        let holder = tokens.count > 1 ? tokens[tokens.count - 2] : ""
        if ["properties", "$defs", "dependentSchemas"].contains(holder) { return holder == "dependentSchemas" }
        return tokens.last == "then" || tokens.last == "else"
    }
}
