/// One line of a message for people: a label of the form, and the value under it.
struct RenderedField: Hashable, Sendable {
    /// Nil for a field of the same group as the one before.
    let group: String?
    /// How deep it stands: 0 for a field of the form itself.
    let depth: Int
    let label: String
    /// Nil for a heading over the fields that follow.
    let value: String?
}
