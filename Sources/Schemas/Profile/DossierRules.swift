/// Who may speak in a dossier, and what a dossier needs by law.
public struct DossierRules: Hashable, Sendable {
    /// Fields of one type that the law requires in a dossier.
    public struct Minimum: Hashable, Sendable {
        public let message: String
        public let fields: [JSONPointer]
    }

    public let openerSpeaks: Bool
    /// Roles that may always speak.
    public let alwaysSpeak: [String]
    /// Roles that may speak once they were addressed in the dossier.
    public let speakWhenAddressed: [String]
    public let legalMinimum: [Minimum]
}
