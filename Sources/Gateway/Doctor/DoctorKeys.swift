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
        return [opened] + listed + dates(certificates)
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

    private func dates(_ certificates: [(file: String, certificate: Certificate)]) -> [DoctorFinding] {
        var all = certificates.map { (name: ($0.file as NSString).lastPathComponent, certificate: $0.certificate) }
        for files in [configuration.listen.tls, configuration.delivery.client].compactMap(\.self) {
            let text = (try? Data(contentsOf: URL(filePath: files.certificate))).map { Array($0) } ?? []
            guard let certificate = try? Certificate(file: text) else {
                return [
                    .wrong(
                        "certificaten", "\(files.certificate) is geen certificaat", "controleer het pad in node.json")
                ]
            }
            all.append(((files.certificate as NSString).lastPathComponent, certificate))
        }
        let findings = all.compactMap { Self.dates($0.name, $0.certificate.validity, now) }
        return findings.isEmpty ? [.good("certificaten", "alle \(all.count) nog minstens 60 dagen geldig")] : findings
    }

    /// Nil while there is time.
    static func dates(_ name: String, _ validity: Validity, _ now: UTCTime) -> DoctorFinding? {
        let remedy = "vraag op tijd een nieuw certificaat aan"
        guard validity.notBefore <= now else {
            return .wrong(
                "certificaten", "\(name) geldt pas vanaf \(DutchTime.text(validity.notBefore))", "controleer de klok")
        }
        guard let warning = ExpiryWarning(name, until: validity.notAfter, now) else { return nil }
        let end = DutchTime.text(validity.notAfter)
        guard let days = warning.days else { return .wrong("certificaten", "\(name) is verlopen op \(end)", remedy) }
        let rest = days == 1 ? "een dag" : "\(days) dagen"
        return .warning("certificaten", "\(name) verloopt op \(end), over hooguit \(rest)", remedy)
    }
}
