/// The schemas that references can lead to. The meta-schemas of 2020-12 are there from the start; everything else is
/// added first. Nothing is ever fetched.
public struct SchemaRegistry: Sendable {
    private var catalogue = Metaschemas.catalogue
    private let codeLists: [String: CodeList]

    /// - Parameter codeLists: what `codeList` can name.
    public init(codeLists: [String: CodeList] = [:]) {
        self.codeLists = codeLists
    }

    /// Adds a schema document under the URI at which others refer to it; it can be found under its `$id` too.
    /// It is read for `$id` and anchors only; the rest is checked by `compile`.
    /// Adding the same schema again at the same URI changes nothing.
    public mutating func add(_ document: JSONDocument, at uri: String) throws(SchemaError) {
        if let known = catalogue.place(of: URIReference(uri)), catalogue.value(at: known) == document.root { return }
        _ = try catalogue.add(document, at: URIReference(uri))
    }

    /// Compiles the schema that a URI, perhaps with a fragment, stands for, with everything it refers to.
    public func compile(_ uri: String, _ options: SchemaOptions = SchemaOptions()) throws(SchemaError) -> Schema {
        guard let place = catalogue.place(of: URIReference(uri)) else {
            throw SchemaError(reason: .unresolvedReference(uri), location: uri)
        }
        var compiler = Compiler(catalogue, options, codeLists)
        return try compiler.compile(place)
    }

    /// Compiles a schema that was not added; its references may lead to those that were. What it calls by a URI that one
    /// of those has too, is its own.
    public func compile(
        _ document: JSONDocument, _ options: SchemaOptions = SchemaOptions()
    ) throws(SchemaError) -> Schema {
        var catalogue = catalogue
        let resource = try catalogue.add(document, at: URIReference(""), isPreferred: true)
        var compiler = Compiler(catalogue, options, codeLists)
        return try compiler.compile(catalogue.resources[resource].root)
    }
}
