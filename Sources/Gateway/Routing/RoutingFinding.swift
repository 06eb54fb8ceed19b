public import Envelope
public import Schemas

/// Why a message goes nowhere, or not to one of its recipients: in Dutch, with the rule and the remedy.
public struct RoutingFinding: Hashable, Sendable {
    public let code: RoutingCode
    /// The field that decides; nil when no field does.
    public let pointer: JSONPointer?
    /// The party that gets nothing; nil when it is about the message as a whole.
    public let party: OIN?
    /// What is the matter. It never repeats a value of the message.
    public let sentence: String
    /// The rule that it rests on: the clause of the agreement that the route names, or a rule of the exchange itself.
    public let rule: String
    /// What the sender can do.
    public let remedy: String

    init(
        _ code: RoutingCode, _ sentence: String, rule: String, remedy: String, pointer: JSONPointer? = nil,
        party: OIN? = nil
    ) {
        self.code = code
        self.pointer = pointer
        self.party = party
        self.sentence = sentence
        self.rule = rule
        self.remedy = remedy
    }
}

extension RoutingFinding: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(sentence) (\(rule)) \(remedy)" }
}
