internal import Envelope

/// One step of the receipt chain, kept with the message that it answers.
struct ReceiptStep: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// On the receiving party's disk; its signed receipt says so.
        case opgeslagen
        /// Judged by its rules: accepted, or rejected with codes.
        case gekeurd
        /// Opened by a contactpersoon.
        case geopend
        /// Answered by another message.
        case beantwoord

        /// The place in the chain. A retour may arrive before the receipt of the message that it answers.
        var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    let kind: Kind
    let time: UTCTime
    /// The party or contactpersoon; no name of an uitstromer.
    let by: String
    /// The message that brought the news, such as a retour; nil for the receipt itself.
    let message: UniqueID?
    /// Codes that came with it, such as those of a rejection.
    let codes: [String]

    init(_ kind: Kind, time: UTCTime, by: String, message: UniqueID? = nil, codes: [String] = []) {
        self.kind = kind
        self.time = time
        self.by = by
        self.message = message
        self.codes = codes
    }
}
