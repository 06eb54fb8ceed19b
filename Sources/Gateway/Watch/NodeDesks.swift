internal import Envelope

/// The parts of a node that work with its keys.
struct NodeDesks: Sendable {
    let keys: KeyRing
    let composer: Composer
    let sealing: SealingDesk
    let opening: OpeningDesk
    let receipts: ReceiptDesk

    init(_ plan: NodePlan, store: Store, keys: KeyRing) throws(NodeError) {
        guard let source = MessageSource(party: plan.party, system: plan.system) else {
            throw .setting("system: \(plan.system) must be lower-case letters, digits and hyphens")
        }
        self.keys = keys
        composer = Composer(source: source)
        sealing = SealingDesk(
            own: plan.party, keys: keys, mail: plan.mail.map { MailDesk(address: $0.address) })
        opening = OpeningDesk(own: plan.party, keys: keys)
        receipts = ReceiptDesk(own: plan.party, keys: keys, store: store)
    }
}
