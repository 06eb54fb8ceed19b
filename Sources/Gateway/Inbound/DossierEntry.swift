internal import Envelope
internal import Schemas

/// May this party speak in this dossier, and what does the node learn about the dossier from it?
///
/// A region has parties that see the beginning of every dossier, because opening messages go to them. They know who opened it.
/// Others come in later; for them the first party that speaks as an opener does is the opener.
struct DossierEntry {
    let profile: Profile
    let sender: Party
    let own: Party

    /// - Returns: the party to remember as the opener; nil when nothing new is learned.
    func admit(_ type: MessageType, _ record: DossierRecord?) throws(ArrivalRefusal) -> OIN? {
        switch type.dossier {
        case .none: return nil
        case .opens:
            guard record?.opener == nil || record?.opener == sender.oin else { throw .code(InboundCode(.dossierTaken)) }
            return sender.oin
        case .within:
            guard record != nil || !seesEveryBeginning else { throw .code(InboundCode(.dossierUnknown)) }
            return try speaker(record)
        case .optional:
            return record == nil ? nil : try speaker(record)
        }
    }

    private func speaker(_ record: DossierRecord?) throws(ArrivalRefusal) -> OIN? {
        let parties = DossierParties(opener: record?.opener, addressed: record?.addressed ?? [])
        if parties.maySpeak(sender.oin, role: sender.role, by: profile.dossier) { return nil }
        guard parties.opener == nil, profile.dossier.openerSpeaks, !seesEveryBeginning, opens(sender.role) else {
            throw .code(InboundCode(.dossierForeign))
        }
        return sender.oin
    }

    private var openingRoutes: [Route] {
        let names = Set(profile.messages.filter { $0.dossier == .opens }.map(\.name))
        return profile.routes.filter { !names.isDisjoint(with: $0.messages) }
    }

    private var seesEveryBeginning: Bool {
        openingRoutes.contains { $0.recipients.contains { $0.roles.contains(own.role) } }
    }

    private func opens(_ role: String) -> Bool { openingRoutes.contains { $0.senders.contains(role) } }
}
