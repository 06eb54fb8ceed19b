internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis directory approve`: certificates are issued or taken over, and the keys go into the draft.
enum DirectoryApproveCommand: Command {
    static let specification = CommandSpecification(
        "directory", "approve",
        summary: "Grants a request for keys: issues certificates and puts the keys into a draft.",
        operands: "FINGERPRINT", operandCount: 1...1,
        options: NodeAccess.options + [
            .value("draft", "FILE", "the draft; made from the node's edition when it is not there"),
            .value(
                "compared", "FINGERPRINT", "the whole fingerprint, as the person read it to you over another channel"),
            .value("authority", "FILE", "the certificate of the region's authority that issues"),
            .value("authority-key", "FILE", "its private key"),
            .value("authority-passphrase-file", "FILE", "file with that key's passphrase"),
            .value(
                "certificate", "FILE", "instead: a certificate from elsewhere (PKIoverheid), for each key",
                repeats: true),
            .value(
                "after-hours", "NUMBER", "when the keys become active (default: as the profile says, 24 hours from now)"
            ),
            .value(
                "overlap-days", "NUMBER",
                "how long the old keys are still accepted (default: as the profile says, 14 days)"),
            .value("request", "FILE", "a new start, when nobody of the party can sign: the request, brought in person"),
            .value("party", "DIGITS", "of a new start: the party's OIN"), NodeAccess.actor, .json,
        ],
        details: """
            Refused until the request is signed and confirmed as directory requests says. Name, organisation and mail address of a
            certificate come from the directory and the request; one from elsewhere is checked: key, use, party, mail address,
            dates, and whether it comes from an authority of the edition and was not taken back. For a lost or misused key the old
            ones are revoked in the same draft. Every contactpersoon of the party gets a message. When both contactpersonen lost their keys, revoke these in the draft, and give the
            file that keys rotate --hold made, with --compared: see docs/operations.md. Then: directory check, sign (and cosign), freshen, publish.
            """,
        example: "weerthuis directory approve 3FA0B1C2 --draft adresboek.json --authority uitgever.cert.pem "
            + "--authority-key uitgever.key.pem --node /var/lib/weerthuis --as beheer@regio.example")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = try arguments.required("draft")
        let desk = try RequestDesk(arguments, on: console)
        let draftNow = try draft(path, desk.snapshot, on: console)
        let one =
            arguments.has("request")
            ? try desk.newStart(arguments, draftNow, on: console) : try desk.waiting(arguments.operands[0])
        let isCompared = try isCompared(arguments, one)
        if let missing = one.missing(isCompared: isCompared) { throw .refused("not approved: \(missing)") }
        guard let party = desk.snapshot.directory.party(one.party) else {
            throw .refused("party \(one.party) is no longer in the directory")
        }
        let now = SystemClock.now
        let terms = desk.snapshot.routing.profile.keyTerms
        let wait = try number("after-hours", Int64(terms.waitHours), 0...2_400, arguments)
        let start = now.adding(seconds: wait * 3_600)
        let overlap = try number("overlap-days", Int64(terms.overlapDays), 14...92, arguments) * 86_400
        let issuer = KeyIssuer(request: one.request, party: party, header: desk.snapshot.directory.header, now: now)
        let certificates = try issuer.certificates(arguments, on: console)
        var draft = draftNow
        do throws(DirectoryError) {
            try apply(one, certificates, party, start, overlap, now, to: &draft)
        } catch {
            throw DirectoryFile.refused(error, path)
        }
        try DirectoryDraftCheck.check(draft, path)
        try DirectoryFile.write(draft, to: path, replacing: true)
        let ground =
            one.isNewStart
            ? "a new start: nobody of the party could sign"
            : one.isConfirmed
                ? "confirmed by \(one.support.map(\.mail).joined(separator: " and "))" : "signed by the holder"
        try desk.keep(
            SleutelaanvraagDecision(
                fingerprint: one.fingerprint, isApproved: true, time: now, actor: NodeAccess.actor(arguments),
                ground: ground + (isCompared ? ", fingerprint compared" : "")),
            on: one, certificates: certificates.values.map(\.auditName).sorted())
        desk.tell(one, .approved(start: start), on: console)
        guard !arguments.has("json") else { return try console.report(tree(one, certificates, path, start)) }
        for certificate in certificates {
            try console.print("\(certificate.value.fingerprint)  \(certificate.key.rawValue)")
        }
        console.note("in the draft \(path), active from \(start); now directory check, sign, freshen and publish")
        return .success
    }

    private static func tree(
        _ one: SleutelaanvraagCase, _ certificates: [KeyUse: Certificate], _ draft: String, _ start: UTCTime
    ) -> JSONTree {
        let issued = certificates.sorted { $0.key.rawValue < $1.key.rawValue }.map { use, certificate -> JSONTree in
            ["use": .string(use.rawValue), "fingerprint": .string("\(certificate.fingerprint)")]
        }
        return [
            "fingerprint": .string(Hexadecimal.text(one.fingerprint)), "party": .string(one.party.description),
            "mail": .string(one.request.mail), "approved": true, "draft": .string(draft),
            "activeFrom": .string("\(start)"), "certificates": .array(issued),
        ]
    }

    private static func apply(
        _ one: SleutelaanvraagCase, _ certificates: [KeyUse: Certificate], _ party: Party, _ start: UTCTime,
        _ overlap: Int64, _ now: UTCTime, to draft: inout DirectoryDraft
    ) throws(DirectoryError) {
        let keys = certificates.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            NewKey($0.key, $0.value, activeFrom: start)
        }
        let request = one.request
        guard request.isForNode || party.contactpersoon(mail: request.mail) != nil else {
            return try draft.add(NewContactpersoon(name: request.name, mail: request.mail, keys: keys), to: party.oin)
        }
        if [.loss, .misuse].contains(request.reason) {
            try draft.revoke(Set(certificates.keys), holder: request.holder, of: party.oin, at: now)
        }
        for key in keys {
            try draft.rotate(to: key, holder: request.holder, of: party.oin, overlap: overlap, at: now)
        }
    }

    private static func isCompared(
        _ arguments: ParsedArguments, _ one: SleutelaanvraagCase
    ) throws(CommandError) -> Bool {
        guard let typed = arguments.value("compared") else { return false }
        guard KeyDesk.digits(typed) == Hexadecimal.text(one.fingerprint) else {
            throw .refused(
                "the fingerprint that the person read is not that of the request",
                remedy: "do not approve it; somebody else may have made it")
        }
        return true
    }

    private static func number(
        _ name: String, _ standard: Int64, _ allowed: ClosedRange<Int64>, _ arguments: ParsedArguments
    ) throws(CommandError) -> Int64 {
        guard let text = arguments.value(name) else { return standard }
        guard let number = Int64(text), allowed.contains(number) else {
            throw .usage("--\(name) takes a number from \(allowed.lowerBound) to \(allowed.upperBound)")
        }
        return number
    }

    private static func draft(
        _ path: String, _ snapshot: DirectorySnapshot, on console: any Console
    ) throws(CommandError) -> DirectoryDraft {
        guard access(path, F_OK) != 0 else { return try DirectoryFile.draft(path, on: console) }
        do {
            return try DirectoryDraft(parsing: SignedDocument(encoded: snapshot.signed).unverifiedContent)
        } catch {
            throw .refused("the node's edition can't be read: \(error)")
        }
    }
}
