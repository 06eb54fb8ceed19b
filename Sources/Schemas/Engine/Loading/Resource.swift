/// A schema resource (Core section 4.3.5): a document's root or a subschema with its own `$id`.
struct Resource: Sendable {
    let uri: URIReference
    let root: Place
    /// Anchors, plain and dynamic, with the places they name.
    var anchors: [String: Place] = [:]
    /// The dynamic ones among them.
    var dynamicAnchors: [String: Place] = [:]
    /// What `$schema` says here.
    var dialect: String?
    /// The resource in which this one is embedded.
    let parent: Int?
}
