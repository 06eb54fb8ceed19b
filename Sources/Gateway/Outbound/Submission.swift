internal import Envelope
internal import Schemas

/// A message that somebody asks to send.
struct Submission: Sendable {
    /// Who says that it may go.
    enum Releaser: Hashable, Sendable {
        /// A contactpersoon of this party, by mail address. The person's own key signs.
        case contactpersoon(mail: String)
        /// The node by itself. The node's key signs.
        case node

        /// As the store keeps it.
        var name: String {
            switch self {
            case .contactpersoon(let mail): mail
            case .node: Self.nodeName
            }
        }

        static let nodeName = "node"

        /// Reads what ``name`` wrote.
        init(name: String) {
            self = name == Self.nodeName ? .node : .contactpersoon(mail: name)
        }
    }

    /// The name of its type in the profile.
    let type: String
    /// The form or bericht as it was filled in, JSON.
    let data: Sensitive<[UInt8]>
    let releasedBy: Releaser
    /// The dossier; nil for a new one, or for that of the message that it is about.
    var dossier: UniqueID?
    /// Parties that the sender picks, for routes that leave the choice to the sender.
    var chosen: [OIN] = []
    /// Of which party the message is that this one answers, when two parties used that message id.
    var answeredParty: OIN?

    init(
        type: String, data: [UInt8], releasedBy: Releaser, dossier: UniqueID? = nil, chosen: [OIN] = [],
        answeredParty: OIN? = nil
    ) {
        self.type = type
        self.data = Sensitive(data)
        self.releasedBy = releasedBy
        self.dossier = dossier
        self.chosen = chosen
        self.answeredParty = answeredParty
    }
}
