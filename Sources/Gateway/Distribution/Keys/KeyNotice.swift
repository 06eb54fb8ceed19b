internal import Envelope

/// What both contactpersonen of a party see at their own node before a key of theirs is replaced, so that nobody who has one key can
/// renew himself unseen. ``Sleutelbericht`` is what the administrator's node tells them.
struct KeyNotice: Hashable, Sendable {
    let english: String
    let dutch: String

    /// - Parameter asked: what the party asked for, with the moment.
    static func all(of party: Party?, asked: AskedChanges, at now: UTCTime) -> [KeyNotice] {
        waiting(party, asked, now) + coming(party, now)
    }

    private static func coming(_ party: Party?, _ now: UTCTime) -> [KeyNotice] {
        (party?.holders ?? []).filter { $0.key.life.state(at: now) == .next }.map { holder, key in
            let start = key.life.activeFrom
            return KeyNotice(
                english: "the \(key.use.rawValue) key of \(holder ?? "the node") is replaced by a new one at \(start); "
                    + "if nobody of your party asked for that, call the administrator now",
                dutch:
                    "De \(key.use.dutch) van \(holder ?? "het knooppunt") wordt op \(DutchTime.text(start)) vervangen. "
                    + "Heeft niemand van u daarom gevraagd, bel dan nu de regiobeheerder.")
        }
    }

    /// Keys that were asked for and that no edition has yet.
    private static func waiting(_ party: Party?, _ asked: AskedChanges, _ now: UTCTime) -> [KeyNotice] {
        let known = Set(
            (party?.keys ?? []).compactMap { try? $0.certificate.certificate().publicKey.fingerprint().bytes })
        return asked.current(at: now).compactMap { entry in
            guard case .key(let holder, let use, let publicKey) = entry.change, !known.contains(publicKey) else {
                return nil
            }
            return KeyNotice(
                english: "a new \(use.rawValue) key for \(holder ?? "the node") was asked for at \(entry.time); "
                    + "if nobody of your party did, call the administrator now",
                dutch: "Op \(DutchTime.text(entry.time)) is een nieuwe \(use.dutch) voor \(holder ?? "het knooppunt") "
                    + "aangevraagd. Heeft niemand van u dat gedaan, bel dan nu de regiobeheerder.")
        }
    }
}
