package import Envelope

/// A store that a program fills with made-up messages, to measure what their number costs.
package struct MeasuredStore: Sendable {
    private let store: Store
    private let own: OIN

    /// Makes the store of a node folder.
    ///
    /// - Parameter rounds: of the derivation from the passphrase. Few, so that a start shows everything else.
    package init(folder: String, rounds: Int) throws {
        let console = NoConsole()
        let configuration = try NodeFolder(folder).configuration(on: console)
        let passphrase = Passphrase(try PassphraseSource.read(configuration.passphrase, on: console))
        try FileAccess.createFolder(folder + "/store")
        store = try Store(
            at: configuration.store, access: Vault.Access(passphrase, rounds: rounds), as: .node, isNew: true)
        own = configuration.party
    }

    /// Adds one delivered message and one that arrived, each in a dossier of its own.
    package func addPair(_ content: [UInt8], with partner: OIN, at time: UTCTime) async throws {
        let (sent, arrived) = (UniqueID.random(), UniqueID.random())
        let (first, second) = (UniqueID.random(), UniqueID.random())
        // As long as what is kept of a signed entity beside its content.
        let evidence = Array(content.reversed())
        let delivery = NewDelivery(
            id: sent, recipient: partner, dossier: first, type: "registratie", content: content, releasedBy: "node",
            created: time)
        try await store.submit(
            [delivery], dossier: DossierChange(dossier: first, opener: own, addressed: [partner]),
            audit: [record(.submit, sent, first, partner, time)])
        try await store.recordDelivered(
            delivery.delivery, receipt: content, mic: [UInt8](repeating: 7, count: 32),
            evidence: KeptEvidence(evidence, of: content), at: time,
            audit: [record(.deliver, sent, first, partner, time)])
        let arrival = NewInbound(
            messageID: arrived, source: partner, recipient: own, dossier: second, type: "registratie",
            content: content, evidence: evidence, mic: [UInt8](repeating: 7, count: 32), receivedAt: time,
            receipt: content, state: .accepted, codes: [])
        _ = try await store.receive(
            arrival, dossier: DossierChange(dossier: second, opener: partner, addressed: [own]),
            audit: [record(.accept, arrived, second, partner, time)])
    }

    package func close() { store.close() }

    private func record(
        _ action: AuditAction, _ message: UniqueID, _ dossier: UniqueID, _ partner: OIN, _ time: UTCTime
    ) -> AuditRecord {
        AuditRecord(
            time: time, actor: "node", action: action, party: partner, message: message, dossier: dossier,
            result: "ok")
    }
}
