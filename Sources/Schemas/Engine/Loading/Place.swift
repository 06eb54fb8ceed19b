/// A value in one of the loaded documents.
struct Place: Hashable, Sendable {
    let document: Int
    let node: Int
}
