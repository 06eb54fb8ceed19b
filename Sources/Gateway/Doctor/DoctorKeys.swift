internal import Envelope
internal import Foundation

/// The node's keys: there, opened by the passphrase, the ones in the directory, and valid for a while.
struct DoctorKeys {
    let configuration: NodeConfiguration
    let now: UTCTime

    func check(_ directory: DirectorySnapshot?, passphrase: [UInt8]) -> [DoctorFinding] {
        let certificates: [(file: String, certificate: Certificate)]
        do throws(KeyRingError) {
            certificates = try KeyFolder(path: configuration.keys)
                .load(passphrase: passphrase, acceptsExamples: configuration.demo).certificates
        } catch {
            return [
                .wrong("sleutels", "\(error)", "zet per sleutel NAME.key.pem en NAME.cert.pem in \(configuration.keys)")
            ]
        }
        let opened = DoctorFinding.good("sleutels", "\(certificates.count) paren geopend met de wachtzin")
        let listed = directory.map { agreement(certificates.map(\.certificate), with: $0) } ?? []
        return [opened] + listed + dates(certificates, isListed: directory != nil)
    }

    /// What somebody can read who takes the disk.
    func protection() -> DoctorFinding {
        let protection = KeyProtection.ofNode(configuration)
        guard let remedy = protection.remedy else { return .good("wachtzin", protection.dutch) }
        return .warning("wachtzin", protection.dutch, remedy)
    }

    /// What the directory says of this party, against what is in the folder.
    private func agreement(_ own: [Certificate], with snapshot: DirectorySnapshot) -> [DoctorFinding] {
        guard let party = snapshot.directory.party(configuration.party) else {
            return [
                .wrong(
                    "adresboek", "deze partij (\(configuration.party)) staat er niet in",
                    "vraag de regiobeheerder om opname, of controleer party in node.json")
            ]
        }
        let mine = Set(own.map(\.encoded))
        var findings: [DoctorFinding] = []
        for (owner, key) in Self.keys(of: party) where key.life.state(at: now).isAccepted {
            guard !mine.contains(key.certificate.encoded) else { continue }
            let use = key.use == .signing ? "ondertekenen" : "openen"
            findings.append(
                .wrong(
                    "sleutels", "de sleutel van \(owner) om te \(use) ontbreekt hier",
                    "zet het paar in \(configuration.keys), of laat het adresboek aanpassen"))
        }
        let known = Set(Self.keys(of: party).map(\.key.certificate.encoded))
        for certificate in own where !known.contains(certificate.encoded) {
            findings.append(
                .warning(
                    "sleutels",
                    "het certificaat van \(certificate.subject.commonName ?? "?") staat niet in het adresboek",
                    "het wordt niet gebruikt; vraag de regiobeheerder om opname of verwijder het paar"))
        }
        return findings.isEmpty ? [.good("sleutels", "komen overeen met het adresboek")] : findings
    }

    private static func keys(of party: Party) -> [(owner: String, key: DirectoryKey)] {
        party.nodeKeys.map { ("het knooppunt", $0) }
            + party.contactpersonen.flatMap { person in person.keys.map { (person.name, $0) } }
    }

    /// - Parameter isListed: there is a directory, whose keys are judged by what it says of them.
    private func dates(
        _ certificates: [(file: String, certificate: Certificate)], isListed: Bool
    ) -> [DoctorFinding] {
        let unreadable = tlsCertificates.filter { !Self.isCertificate($0) }.map { path in
            DoctorFinding.wrong("certificaten", "\(path) is geen certificaat", "controleer het pad in node.json")
        }
        let pairs = certificates.compactMap { file, certificate -> DoctorFinding? in
            guard !isListed || certificate.validity.notBefore > now else { return nil }
            return Self.dates((file as NSString).lastPathComponent, certificate.validity, now)
        }
        let findings = unreadable + pairs + TLSExpiries(configuration).all.compactMap { Self.finding($0, at: now) }
        let count = certificates.count + tlsCertificates.count
        return findings.isEmpty ? [.good("certificaten", "alle \(count) nog minstens 60 dagen geldig")] : findings
    }

    private var tlsCertificates: [String] {
        let expiries = TLSExpiries(configuration)
        return [expiries.server].compactMap(\.self) + expiries.clients
    }

    private static func isCertificate(_ path: String) -> Bool {
        FileManager.default.contents(atPath: path).map { (try? Certificate(file: [UInt8]($0))) != nil } ?? false
    }

    /// What ends soon or is over; nil while there is time.
    static func finding(_ expiry: Expiry, at now: UTCTime) -> DoctorFinding? {
        guard let warning = expiry.warning(at: now) else { return nil }
        let text = end(expiry.dutch, expiry.end, warning)
        return warning.isOver
            ? .wrong("certificaten", text, expiry.dutchRemedy) : .warning("certificaten", text, expiry.dutchRemedy)
    }

    private static func end(_ name: String, _ end: UTCTime, _ warning: ExpiryWarning) -> String {
        let moment = DutchTime.text(end)
        guard let days = warning.days else { return "\(name) is verlopen op \(moment)" }
        return "\(name) verloopt op \(moment), over hooguit \(days == 1 ? "een dag" : "\(days) dagen")"
    }

    /// Nil while there is time.
    static func dates(_ name: String, _ validity: Validity, _ now: UTCTime) -> DoctorFinding? {
        let remedy = "vraag op tijd een nieuw certificaat aan"
        guard validity.notBefore <= now else {
            return .wrong(
                "certificaten", "\(name) geldt pas vanaf \(DutchTime.text(validity.notBefore))", "controleer de klok")
        }
        guard let warning = ExpiryWarning(name, until: validity.notAfter, now) else { return nil }
        let text = end(name, validity.notAfter, warning)
        return warning.isOver ? .wrong("certificaten", text, remedy) : .warning("certificaten", text, remedy)
    }
}
