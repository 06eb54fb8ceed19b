/// Who must act on a finding.
public enum Actor: String, Hashable, Sendable, CaseIterable {
    /// The person who filled the form in.
    case sender = "afzender"
    /// Whoever runs the sender's software: a person can't make or mend this mistake in a form.
    case administrator = "beheerder"

    /// For people, in Dutch.
    public var title: String {
        switch self {
        case .sender: "de afzender"
        case .administrator: "de beheerder van de afzender"
        }
    }
}
