public import Envelope
public import Schemas

/// Who is in a dossier.
public struct DossierParties: Hashable, Sendable {
    /// Nil when this node never saw a message of the party that opened it.
    public let opener: OIN?
    /// The parties that a message in the dossier was sent to.
    public let addressed: [OIN]

    public init(opener: OIN?, addressed: [OIN]) {
        self.opener = opener
        self.addressed = addressed
    }

    /// Whether a party may speak in the dossier: it opened it, or has a role that always may, or was addressed in it.
    ///
    /// The same question for messages that leave and messages that arrive.
    public func maySpeak(_ party: OIN, role: String, by rules: DossierRules) -> Bool {
        rules.openerSpeaks && party == opener || rules.alwaysSpeak.contains(role)
            || rules.speakWhenAddressed.contains(role) && addressed.contains(party)
    }
}
