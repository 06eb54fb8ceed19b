internal import Envelope
internal import Synchronization

/// Opens envelopes with the keys and the directory of this moment.
final class OpeningDesk: Sendable {
    private struct Shift {
        var snapshot: DirectorySnapshot?
        var minute: Int64 = 0
        var number = 0
        /// Our encryption keys, as the audit log calls them.
        var names: [SignerIdentifier: String]?
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
        try withOpener(snapshot, now) { (opener) throws(OpenError) in
            try opener.open(envelope, from: partner, to: recipient, at: now)
        }
    }

    /// Opens a mail up to and including its signature.
    func openSigned(
        _ envelope: [UInt8], from partner: Partner, over transport: Transport, in snapshot: DirectorySnapshot,
        at now: UTCTime
    ) throws(OpenError) -> SignedContent {
        try withOpener(snapshot, now) { (opener) throws(OpenError) in
            try opener.openSigned(envelope, from: partner, over: transport, at: now)
        }
    }

    /// What an opened mail says as a message.
    func message(
        of signed: SignedContent, from partner: Partner, to recipient: OIN, in snapshot: DirectorySnapshot,
        at now: UTCTime
    ) throws(OpenError) -> OpenedMessage {
        try withOpener(snapshot, now) { (opener) throws(OpenError) in
            try opener.message(of: signed, from: partner, to: recipient, at: now)
        }
    }

    /// Whether there is a key that opens messages now.
    func hasKeys(in snapshot: DirectorySnapshot, at now: UTCTime) -> Bool {
        snapshot.directory.party(own).map { !keys.openingKeys(in: $0, at: now).isEmpty } ?? false
    }

    /// Which keys an opened message was sealed to and signed with. A key that no edition of ours knows is `unknown`.
    func trace(_ opened: SignedContent, in snapshot: DirectorySnapshot, at now: UTCTime) -> KeyTrace {
        _ = number(snapshot, now)
        let names = shift.withLock { shift in
            let names = shift.names ?? Self.names(snapshot.directory.party(own))
            shift.names = names
            return names
        }
        return KeyTrace(
            sealedTo: opened.recipients.map { names[$0] ?? "unknown" },
            signedWith: opened.signature.signer.certificate.auditName, openedWith: opened.openedBy.auditName)
    }

    private static func names(_ party: Party?) -> [SignerIdentifier: String] {
        let keys = party?.contactpersonen.flatMap(\.keys).filter { $0.use == .encryption } ?? []
        return keys.reduce(into: [:]) { names, key in
            guard let certificate = try? key.certificate.certificate() else { return }
            for identifier in certificate.signerIdentifiers { names[identifier] = certificate.auditName }
        }
    }

    private func withOpener<Value>(
        _ snapshot: DirectorySnapshot, _ now: UTCTime, _ body: (Opener) throws(OpenError) -> Value
    ) throws(OpenError) -> Value {
        try openers.with(
            number(snapshot, now), make: { () throws(OpenError) in try opener(snapshot, now) }, body)
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
