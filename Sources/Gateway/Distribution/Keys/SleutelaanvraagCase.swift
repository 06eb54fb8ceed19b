internal import Envelope

/// A request for keys as the region's administrator has it: what is asked, and who of the party stands behind it.
struct SleutelaanvraagCase: Hashable, Sendable {
    /// A message with this request, whose signature was verified again.
    struct Support: Hashable, Sendable {
        let message: UniqueID
        /// The contactpersoon whose key signed it.
        let mail: String
        let receivedAt: UTCTime
    }

    let party: OIN
    let request: Sleutelaanvraag
    /// See ``Sleutelaanvraag/fingerprint()``.
    let fingerprint: [UInt8]
    private(set) var support: [Support]
    /// A new start: nobody of the party can sign, and somebody brought the request in person.
    var isNewStart = false
    var decision: SleutelaanvraagDecision?

    init(party: OIN, request: Sleutelaanvraag, fingerprint: [UInt8], support: [Support] = []) {
        self.party = party
        self.request = request
        self.fingerprint = fingerprint
        self.support = support
    }

    mutating func add(_ one: Support) {
        guard !support.contains(where: { $0.mail == one.mail }) else { return }
        support.append(one)
    }

    /// Whether the holder of the key that is replaced signed it.
    var isSignedByHolder: Bool { support.contains { $0.mail == request.mail } }

    /// Whether another contactpersoon of the party signed it too.
    var isConfirmed: Bool { support.contains { $0.mail != request.mail } }

    /// What is still missing before it may be approved; nil when nothing is.
    ///
    /// A renewal is signed by the old key, and confirmed by the other contactpersoon or by comparing fingerprints: a thief of
    /// one key can't renew himself. A lost key can't sign, and a new person has none: then somebody else of the party signs,
    /// and the fingerprints are compared.
    ///
    /// - Parameter isCompared: the administrator compared the fingerprint with the person over another channel.
    func missing(isCompared: Bool) -> String? {
        let comparison = "compare the fingerprint with the person over another channel"
        guard !isNewStart else { return isCompared ? nil : comparison }
        guard !support.isEmpty else { return "nobody of the party signed it" }
        switch request.reason {
        case .renewal, .other:
            guard isSignedByHolder else {
                return "the holder's own key did not sign it; for a lost key ask with that reason"
            }
            return isConfirmed || isCompared
                ? nil
                : "the other contactpersoon did not confirm it; \(comparison)"
        case .first, .loss, .misuse:
            guard isConfirmed else { return "no other contactpersoon of the party signed it" }
            return isCompared ? nil : comparison
        }
    }
}
