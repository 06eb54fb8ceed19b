public import Envelope
public import Schemas

/// The routes of a profile, prepared for look-ups. Pure: who gets a message follows from values alone.
public struct RoutingTable: Sendable {
    struct Key: Hashable {
        let message: String
        let role: String
    }

    /// One destination, with the clause that its route rests on.
    struct Destination: Sendable {
        let recipient: Schemas.Recipient
        let ground: String
    }

    public let profile: Profile
    private let destinations: [Key: [Destination]]
    private let copyFields: [String: Set<JSONPointer>]

    public init(_ profile: Profile) {
        self.profile = profile
        var destinations: [Key: [Destination]] = [:]
        for route in profile.routes {
            for message in route.messages {
                for role in route.senders {
                    destinations[Key(message: message, role: role), default: []] += route.recipients.map {
                        Destination(recipient: $0, ground: route.ground)
                    }
                }
            }
        }
        self.destinations = destinations
        copyFields = Dictionary(
            profile.messages.map { ($0.name, profile.copyFields(of: $0.name)) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// Whether a message of this type may travel from a party of one role to a party of another: for what arrives.
    public func permits(_ message: String, from sender: String, to recipient: String) -> Bool {
        destinations(of: message, from: sender).contains { $0.recipient.roles.contains(recipient) }
    }

    /// Finds out who gets a message.
    ///
    /// - Parameter now: decides which keys are active, and whether the directory still counts.
    public func route(_ request: RoutingRequest, in directory: Directory, at now: UTCTime) -> RoutingOutcome {
        let admission = RoutingAdmission(request: request, directory: directory, table: self, now: now)
        do throws(RoutingRefusal) {
            let sender = try admission.sender()
            let choice = RecipientChoice(
                request: request, sender: sender, directory: directory, profile: profile,
                destinations: try admission.destinations(for: sender))
            let parties = try choice.parties()
            let fields = copyFields[request.message] ?? []
            let planner = DeliveryPlanner(sender: sender, directory: directory, now: now, copyFields: fields)
            return planner.plan(parties, gone: choice.goneFindings)
        } catch {
            return .refused(error.findings)
        }
    }

    func destinations(of message: String, from role: String) -> [Destination] {
        destinations[Key(message: message, role: role)] ?? []
    }
}
