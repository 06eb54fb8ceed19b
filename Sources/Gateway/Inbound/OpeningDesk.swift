internal import Envelope
internal import Synchronization

/// Opens envelopes with the keys and the directory of this moment.
final class OpeningDesk: Sendable {
    private struct Shift {
        var snapshot: DirectorySnapshot?
        var minute: Int64 = 0
        var number = 0
    }

    private let own: OIN
    private let keys: KeyRing
    private let openers = ToolPool<Int, Opener>(capacity: 16)
    private let shift = Mutex(Shift())

    init(own: OIN, keys: KeyRing) {
        self.own = own
        self.keys = keys
    }

    /// - Throws: ``OpenError``; `unavailable` when this node has no key to open anything with.
    func open(
        _ envelope: [UInt8], from partner: Partner, to recipient: OIN, in snapshot: DirectorySnapshot, at now: UTCTime
    ) throws(OpenError) -> OpenedMessage {
        try openers.with(
            number(snapshot, now), make: { () throws(OpenError) in try opener(snapshot, now) }
        ) { (opener) throws(OpenError) in
            try opener.open(envelope, from: partner, to: recipient, at: now)
        }
    }

    /// Whether there is a key that opens messages now.
    func hasKeys(in snapshot: DirectorySnapshot, at now: UTCTime) -> Bool {
        snapshot.directory.party(own).map { !keys.openingKeys(in: $0, at: now).isEmpty } ?? false
    }

    private func opener(_ snapshot: DirectorySnapshot, _ now: UTCTime) throws(OpenError) -> Opener {
        let ours = snapshot.directory.party(own).map { keys.openingKeys(in: $0, at: now) } ?? []
        return try Opener(us: own, keys: ours, directory: snapshot.trust)
    }

    /// Openers are made anew for every edition, and every minute, because keys come into use and go by the clock.
    private func number(_ snapshot: DirectorySnapshot, _ now: UTCTime) -> Int {
        let minute = now.secondsSinceEpoch / 60
        return shift.withLock { shift in
            if shift.snapshot !== snapshot || shift.minute != minute {
                shift = Shift(snapshot: snapshot, minute: minute, number: shift.number + 1)
            }
            return shift.number
        }
    }
}
