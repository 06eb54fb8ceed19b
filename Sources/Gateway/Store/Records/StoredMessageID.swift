internal import Envelope

/// A message in the store, of either direction.
enum StoredMessageID: Hashable, Sendable {
    case outbound(DeliveryID)
    case inbound(InboundID)

    var message: UniqueID {
        switch self {
        case .outbound(let id): id.message
        case .inbound(let id): id.message
        }
    }

    /// The other party: the receiving one of a delivery, the sending one of an arrival.
    var partner: OIN {
        switch self {
        case .outbound(let id): id.recipient
        case .inbound(let id): id.source
        }
    }
}

extension StoredMessageID: CustomStringConvertible {
    var description: String {
        switch self {
        case .outbound(let id): id.description
        case .inbound(let id): id.description
        }
    }
}
