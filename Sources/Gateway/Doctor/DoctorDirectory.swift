internal import Envelope

/// The directory that the node works with: how old, how long still.
enum DoctorDirectory {
    private static let stale: Int64 = 12 * 3600

    /// What the contactpersonen are to know of their keys, and what ends soon.
    static func keys(of own: OIN, _ snapshot: DirectorySnapshot, _ asked: AskedChanges, at now: UTCTime)
        -> [DoctorFinding]
    {
        let party = snapshot.directory.party(own)
        let notices = KeyNotice.all(of: party, asked: asked, at: now).map {
            DoctorFinding.warning("sleutels", $0.dutch, "vergelijk met weerthuis messages, of bel de regiobeheerder")
        }
        let kinds: Set<Expiry.Kind> = [.person, .node, .list]
        let endings = Expiry.all(of: own, in: snapshot, at: now).filter { kinds.contains($0.kind) }
        return notices + endings.compactMap { DoctorKeys.finding($0, at: now) }
    }

    static func check(_ snapshot: DirectorySnapshot, at now: UTCTime) -> [DoctorFinding] {
        let header = snapshot.directory.header
        let remedy = "haal het op (weerthuis directory publish) of vraag de regiobeheerder"
        guard now <= header.validUntil else {
            let end = DutchTime.text(header.validUntil)
            return [.wrong("adresboek", "uitgave \(header.sequence) gold tot \(end); er wordt niets verzonden", remedy)]
        }
        guard let confirmed = snapshot.confirmed else {
            return [.wrong("adresboek", "nooit bevestigd als de nieuwste uitgave; er wordt niets verzonden", remedy)]
        }
        let age = now.secondsSinceEpoch - confirmed.secondsSinceEpoch
        let moment = DutchTime.text(confirmed)
        if snapshot.sendingProblem(at: now) != nil {
            return [.wrong("adresboek", "voor het laatst bevestigd op \(moment); er wordt niets verzonden", remedy)]
        }
        var findings: [DoctorFinding] = []
        if age > stale {
            findings.append(
                .warning(
                    "adresboek", "voor het laatst bevestigd op \(moment)",
                    "na 24 uur wordt niets meer verzonden: \(remedy)"))
        }
        if let warning = ExpiryWarning("", until: header.validUntil, now), let days = warning.days {
            findings.append(
                .warning("adresboek", "uitgave \(header.sequence) verloopt over hooguit \(days) dagen", remedy))
        }
        let suspended = snapshot.directory.suspended.map(\.description).sorted()
        if !suspended.isEmpty {
            findings.append(
                .warning(
                    "adresboek", "geschorst: \(suspended.joined(separator: ", "))", "vraag de regiobeheerder ernaar"))
        }
        let good = "uitgave \(header.sequence), bevestigd op \(moment), geldig tot \(DutchTime.text(header.validUntil))"
        return findings.isEmpty ? [.good("adresboek", good)] : findings
    }
}
