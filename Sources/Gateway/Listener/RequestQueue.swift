/// Decides which request is answered next.
///
/// There are two lines. Senders who proved lately who they are do not wait for others. Everybody else is in the line of strangers,
/// which has places and room of its own, few enough that the rest of the machine stays free for those who are known.
struct RequestQueue<Work> {
    /// A place to give back.
    struct Place: Hashable, Sendable {
        fileprivate let sender: RequestSender
        fileprivate let origin: RequestOrigin
        fileprivate let isKnown: Bool
    }

    private struct Entry {
        let work: Work
        let origin: RequestOrigin
    }

    private var known: TurnLine<Entry>
    private var strangers: TurnLine<Entry>
    private var senders: KnownSenders

    init(_ limits: ListenerLimits) {
        known = TurnLine(limits.knownLine)
        strangers = TurnLine(limits.strangersLine)
        senders = KnownSenders(capacity: limits.knownAddresses)
    }

    /// Whether it is known who sends from here.
    mutating func isKnown(_ origin: RequestOrigin) -> Bool { senders.sender(at: origin) != nil }

    /// Whether a request from here would find room.
    mutating func hasRoom(for origin: RequestOrigin) -> Bool {
        guard let sender = senders.sender(at: origin) else { return strangers.hasRoom(for: .origin(origin)) }
        return known.hasRoom(for: sender)
    }

    /// - Returns: false when there is no room.
    mutating func join(_ work: Work, from origin: RequestOrigin) -> Bool {
        let entry = Entry(work: work, origin: origin)
        guard let sender = senders.sender(at: origin) else { return strangers.join(entry, of: .origin(origin)) }
        return known.join(entry, of: sender)
    }

    /// The work whose turn it is, with its place; nil when nothing may begin now.
    mutating func next() -> (work: Work, place: Place)? {
        let isKnown: Bool
        let entry: Entry
        let sender: RequestSender
        if let next = known.next() {
            (isKnown, entry, sender) = (true, next.work, next.sender)
        } else if let next = strangers.next() {
            (isKnown, entry, sender) = (false, next.work, next.sender)
        } else {
            return nil
        }
        return (entry.work, Place(sender: sender, origin: entry.origin, isKnown: isKnown))
    }

    /// Gives back a place.
    ///
    /// - Parameter peer: whose request it was, when that is certain.
    mutating func leave(_ place: Place, peer: String?) {
        if place.isKnown { known.leave(place.sender) } else { strangers.leave(place.sender) }
        guard let peer else { return }
        senders.learn(place.origin, as: place.origin.isShared ? .origin(place.origin) : .peer(peer))
    }
}
