internal import Envelope

/// Signs and seals stored messages. Everything that a new directory could change is looked up at every attempt: the signer's
/// key, the addressees, the suite and the endpoint. Only what belongs to one key is kept.
final class SealingDesk: Sendable {
    private struct Tool: Hashable {
        let signer: Fingerprint
        let embedded: [Fingerprint]
    }

    private let own: OIN
    private let keys: KeyRing
    private let mail: MailDesk?
    private let sealers = ToolPool<Tool, Sealer>(capacity: 64)

    /// - Parameter mail: nil for a node that sends no mail.
    init(own: OIN, keys: KeyRing, mail: MailDesk? = nil) {
        self.own = own
        self.keys = keys
        self.mail = mail
    }

    /// - Throws: ``SealingProblem``; the message waits then.
    func seal(
        _ delivery: StoredDelivery, in snapshot: DirectorySnapshot, at now: UTCTime
    ) throws(SealingProblem) -> SealedParcel {
        let recipient = delivery.id.recipient
        let directory = snapshot.directory
        // First, because a clock that runs far ahead shows there: what waits must not fail by it.
        if let problem = snapshot.sendingProblem(at: now) { throw SealingProblem(problem) }
        guard !directory.isTooOld(delivery.created, for: recipient, at: now) else { throw .tooOld }
        guard let party = directory.party(own) else {
            throw SealingProblem(
                RoutingCode.senderUnknown.rawValue,
                "Deze partij staat niet in het adresboek. Vraag de beheerder van de regio om haar op te nemen.")
        }
        let outcome = snapshot.routing.delivery(
            from: own, to: recipient, message: delivery.type, in: directory, at: now)
        guard case .deliveries(let deliveries, _) = outcome, let target = deliveries.first,
            let partner = directory.partner(recipient)
        else {
            guard case .refused(let findings) = outcome else { throw SealingProblem([]) }
            throw SealingProblem(findings)
        }
        let signer = try signer(delivery, party, now)
        let letter = try letter(delivery, party, target, snapshot, signer.certificate, now)
        let sealed = try seal(delivery.content, letter, by: signer, target, now)
        return SealedParcel(
            message: delivery.id.message, sender: own, ownEndpoint: party.endpoint, partner: partner,
            endpoint: target.endpoint, sealed: sealed,
            receiptSigners: directory.party(recipient).map { Self.receiptSigners($0, at: now) } ?? [],
            keys: KeyTrace(
                sealedTo: target.addressees.map(\.certificate.auditName), signedWith: signer.certificate.auditName),
            letter: letter)
    }

    /// Nil for a party that is not reached by mail, or not by this node.
    private func letter(
        _ delivery: StoredDelivery, _ own: Party, _ target: Delivery, _ snapshot: DirectorySnapshot,
        _ signer: Certificate, _ now: UTCTime
    ) throws(SealingProblem) -> MailLetter? {
        guard let mail, case .mail = target.endpoint, let party = snapshot.directory.party(target.party) else {
            return nil
        }
        return try mail.letter(
            delivery, from: own, to: party, target, snapshot.routing.profile, signer: signer, at: now)
    }

    private func seal(
        _ content: [UInt8], _ letter: MailLetter?, by signer: MessageSigner, _ target: Delivery, _ now: UTCTime
    ) throws(SealingProblem) -> SealedMessage {
        let embedded = letter?.embedded ?? (target.suite == .cbc ? [signer.certificate] : [])
        let tool = Tool(signer: signer.certificate.fingerprint, embedded: embedded.map(\.fingerprint))
        let recipients = target.addressees.map(\.recipient)
        do throws(SealError) {
            return try sealers.with(
                tool, make: { () throws(SealError) in try Sealer(signer, embedding: embedded) }
            ) { (sealer) throws(SealError) in
                if let letter {
                    return try sealer.seal(
                        mail: letter.entity, for: recipients, suite: target.suite, at: now, asking: letter.request)
                }
                return try sealer.seal(content, for: recipients, suite: target.suite, at: now)
            }
        } catch {
            throw SealingProblem(
                "seal",
                "Het bericht kon niet worden verzegeld (\(error)). Vraag de beheerder om het logboek te bekijken.")
        }
    }

    private func signer(
        _ delivery: StoredDelivery, _ party: Party, _ now: UTCTime
    ) throws(SealingProblem) -> MessageSigner {
        switch Submission.Releaser(name: delivery.releasedBy) {
        case .node:
            if let signer = keys.signer(ofNodeIn: party, at: now) { return signer }
            throw SealingProblem(
                "node-key",
                "De sleutel van dit knooppunt ontbreekt of is niet meer actief. Vraag de beheerder om een nieuwe.")
        case .contactpersoon(let mail):
            if let signer = keys.signer(ofPerson: mail, in: party, at: now) { return signer }
            throw SealingProblem(
                "signer-key",
                "De ondertekensleutel van wie dit bericht vrijgaf, ontbreekt of is niet meer actief. "
                    + "Annuleer het en laat een andere contactpersoon het opnieuw versturen, of herstel de sleutel.")
        }
    }

    /// The node certificates of a party. Other software has none of its own: there a contactpersoon's certificate answers.
    static func receiptSigners(_ party: Party, at now: UTCTime) -> [Certificate] {
        let nodes = party.nodeKeys
        let entries = nodes.isEmpty && party.suite == .cbc ? party.contactpersonen.flatMap(\.keys) : nodes
        return entries.filter { $0.use == .signing }.compactMap {
            $0.usable(at: now, dualUse: party.allowances.dualUse)
        }
    }
}
