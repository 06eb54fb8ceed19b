/// One thing that is wrong with a message, for people. It never repeats a value of the message.
public struct Finding: Hashable, Sendable {
    public let code: FindingCode
    /// The place in the form's data. The key of a field that the form doesn't know stands in it only if it looks like
    /// a name: at most 60 letters, digits, hyphens and underscores, and no more than five digits in a row.
    public let pointer: JSONPointer
    /// The field's name for people, with the names of what it stands in.
    public let label: String
    /// In Dutch: what is wrong and what is expected.
    public let sentence: String
    /// Where a text that is no JSON stops being it; counted from 1. Nil for all other findings.
    public let position: Position?

    /// A place in a text.
    public struct Position: Hashable, Sendable {
        public let line: Int
        /// In Unicode scalars.
        public let column: Int
    }

    init(_ code: FindingCode, _ pointer: JSONPointer, _ label: String, _ sentence: String, position: Position? = nil) {
        self.code = code
        self.pointer = pointer
        self.label = label
        self.sentence = sentence
        self.position = position
    }

    public var whoMustAct: Actor { code.actor }
}
