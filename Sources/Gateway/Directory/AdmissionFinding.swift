/// One reason against an edition, or a warning about it, with the remedy. In English.
public struct AdmissionFinding: Hashable, Sendable, CustomStringConvertible {
    public let reason: AdmissionReason
    public let sentence: String

    init(_ reason: AdmissionReason, _ sentence: String) {
        self.reason = reason
        self.sentence = sentence
    }

    public var description: String { "\(reason.rawValue): \(sentence)" }
}
