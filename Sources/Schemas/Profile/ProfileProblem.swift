/// One reason why a profile is refused: in which file, where, and in Dutch what is wrong and what is expected.
public struct ProfileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let pointer: JSONPointer
    public let sentence: String

    init(_ file: String, _ pointer: JSONPointer = .root, _ sentence: String) {
        self.file = file
        self.pointer = pointer
        self.sentence = sentence
    }

    public var description: String { pointer == .root ? "\(file): \(sentence)" : "\(file) \(pointer): \(sentence)" }
}
