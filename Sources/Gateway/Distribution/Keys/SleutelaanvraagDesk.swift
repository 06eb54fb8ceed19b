internal import Envelope
internal import Schemas

/// Collects the requests for keys that arrived at the administrator's node.
struct SleutelaanvraagDesk {
    private static let pageSize = 200

    let store: Store
    let snapshot: DirectorySnapshot
    let decisions: SleutelaanvraagDecisions

    /// The name of the message type that asks for keys; nil when the profile has none.
    static func type(in profile: Profile) -> String? { profile.message(serving: .keyRequest)?.name }

    /// The newest first. A message whose signer is not, or no longer, a contactpersoon of its party supports nothing; one whose
    /// content can't be read is passed over.
    func cases() throws(StoreError) -> [SleutelaanvraagCase] {
        guard let type = Self.type(in: snapshot.routing.profile) else { return [] }
        var cases: [SleutelaanvraagCase] = []
        var page: MessagePage? = MessagePage(limit: Self.pageSize)
        while let next = page {
            let list = try store.messages(MessageFilter(direction: .inbound, state: .inbound(.accepted)), page: next)
            for summary in list.messages where summary.type == type && summary.isIntact {
                guard case .inbound(let id) = summary.id else { continue }
                add(try store.arrival(id), to: &cases)
            }
            page = list.next.map { MessagePage(before: $0, limit: Self.pageSize) }
        }
        return cases
    }

    private func add(_ arrival: StoredInbound, to cases: inout [SleutelaanvraagCase]) {
        guard let data = try? JSONDocument(parsing: arrival.content).root["data"], let request = Sleutelaanvraag(data),
            let fingerprint = try? request.fingerprint()
        else { return }
        let party = arrival.id.source
        let index = cases.firstIndex { $0.party == party && $0.fingerprint == fingerprint } ?? cases.count
        if index == cases.count {
            cases.append(SleutelaanvraagCase(party: party, request: request, fingerprint: fingerprint))
            cases[index].decision = decisions.decision(fingerprint)
        }
        if let mail = signer(of: arrival) {
            cases[index].add(
                SleutelaanvraagCase.Support(message: arrival.id.message, mail: mail, receivedAt: arrival.receivedAt))
        }
    }

    /// The contactpersoon who signed, by the directory of today and at the moment of receipt.
    private func signer(of arrival: StoredInbound) -> String? {
        guard let partner = snapshot.directory.partner(arrival.id.source),
            let signature = try? Evidence.signature(
                of: arrival.evidence, from: partner, in: snapshot.trust, at: arrival.receivedAt),
            signature.signer.party == arrival.id.source
        else { return nil }
        return snapshot.directory.signer(signature.signer.certificate.encoded)?.contactpersoon?.mail
    }
}
