/// A message type as people see it: its fields with labels, in order. Checking is the schema's work.
public struct Form: Sendable {
    public let message: String
    /// In Dutch, as is the description.
    public let title: String
    public let description: String
    /// The URI of the schema, with its version: the dataschema of a message.
    public let schemaURI: String
    /// In the order of the form.
    public let fields: [FormField]
    let schema: Schema

    /// The field at a place in the data; list positions in the pointer are numbers. Nil for a place that the form
    /// doesn't know.
    public func field(at pointer: JSONPointer) -> FormField? { path(to: pointer)?.last }

    /// The fields from the top of the form down to this place. Nil for a place that the form doesn't know.
    func path(to pointer: JSONPointer) -> [FormField]? {
        var path: [FormField] = []
        var level = fields
        var list: FormField?
        for token in pointer.tokens {
            if let element = list {
                guard JSONPointer.position(token) != nil else { return nil }
                path.append(element)
            } else {
                guard let field = level.first(where: { $0.name == token }) else { return nil }
                path.append(field)
            }
            (level, list) = path[path.count - 1].content.next
        }
        return path
    }
}
