internal import Envelope
internal import Foundation

/// The text that goes with exported evidence: what each file is, and the commands that check it. Each block of commands ends with
/// the first that fails, in any shell.
struct EvidenceReadme {
    let message: UniqueID
    let isInbound: Bool
    /// The message itself first.
    let parts: [EvidencePart]
    let editions: [EvidenceEdition]
    /// The edition that the message says its sender had; nil when it can't be read.
    let directory: ChainReference?
    let named: [EvidenceAnswers.Named]
    let hasLog: Bool
    let hasCheckpoint: Bool
    let gaps: [EvidenceGap]

    var text: String {
        ([head, missing].compactMap(\.self) + parts.filter { $0.signer != nil }.map(section)
            + [others].compactMap(\.self) + editions.map(section) + (hasCheckpoint ? [checkpoint] : []))
            .joined(separator: "\n\n") + "\n"
    }

    private var head: String {
        """
        # Bewijs van bericht \(message)

        \(isInbound ? "Ontvangen" : "Verzonden") door de partij die dit uitgaf. Deze map bevat persoonsgegevens: bewaar haar zo kort \
        en zo besloten als nodig is. Alles is te controleren met `openssl` 3.0 of nieuwer, in deze map; een reeks opdrachten die \
        mislukt, eindigt met een foutmelding en niet met status 0.

        | bestand | wat |
        |---|---|
        | `message.json` | het bericht, zonder omhulsel |
        \((parts.map(row) + editions.map(row) + logRows).joined(separator: "\n"))
        """
    }

    private func row(_ part: EvidencePart) -> String {
        let files = part.files.map { "`\($0.name)`" }.joined(separator: ", ")
        let certificate = part.signer == nil ? "" : ", en het certificaat van wie het ondertekende"
        return "| \(files) | \(Self.title(part))\(certificate) |"
    }

    private static func title(_ part: EvidencePart) -> String {
        switch part.kind {
        case .message: "het bericht zoals het ondertekend is"
        case .receipt, .personalReceipt: "het ontvangstbewijs"
        case .answer(let id, let steps): "bericht \(id) van de ontvanger: \(words(steps))"
        }
    }

    private static func words(_ steps: [ReceiptStep]) -> String {
        steps.map { step in
            let codes = step.codes.isEmpty ? "" : " met \(step.codes.joined(separator: " "))"
            return "\(step.kind.rawValue)\(codes) op \(DutchTime.text(step.time))"
        }.joined(separator: ", ")
    }

    private func row(_ edition: EvidenceEdition) -> String {
        "| `\(edition.directoryFile)`, `\(edition.administratorsFile)` | uitgave \(edition.edition.sequence) van het adresboek, "
            + "en de certificaten van de regiobeheerder die haar ondertekende |"
    }

    private var logRows: [String] {
        (hasLog ? ["| `audit.jsonl` | wat het logboek van deze partij over het bericht zegt |"] : [])
            + (hasCheckpoint
                ? [
                    "| `checkpoint.json`, `checkpoint.sig`, `checkpoint-signer.pem` | een ondertekende stand van dat logboek, van "
                        + "daarna, en het certificaat waarmee die getekend is |"
                ] : [])
    }

    private var missing: String? {
        guard !gaps.isEmpty else { return nil }
        return "## Wat ontbreekt\n\n" + gaps.map { "- \($0.dutch)" }.joined(separator: "\n")
    }

    private var others: String? {
        guard !named.isEmpty else { return nil }
        let lines = named.map { answer in
            "- \(Self.words(answer.steps)), door bericht \(answer.id): "
                + "`weerthuis evidence \(answer.id) --party \(answer.party) --out MAP`"
        }
        return """
            ## Latere stappen die hier niet bij zitten

            Deze berichten hebben een eigen inhoud, of waren niet leesbaar, en zijn hier niet meegegeven. De partij die dit uitgaf, \
            exporteert ze zo:

            \(lines.joined(separator: "\n"))
            """
    }

    private func section(_ part: EvidencePart) -> String {
        switch part.kind {
        case .message: signature(part)
        case .receipt: nodeReceipt(part)
        case .personalReceipt: personalReceipt(part)
        case .answer(let id, let steps): answer(part, id, steps)
        }
    }

    private func verify(_ part: EvidencePart, _ content: String) -> String {
        "openssl cms -verify -nointern -noverify -certfile \(part.certificateFile) -in \(part.name).eml -out \(content)"
    }

    private func signature(_ part: EvidencePart) -> String {
        let lines =
            [
                verify(part, "entity.txt"),
                "openssl x509 -in \(part.certificateFile) -noout -subject -enddate -fingerprint -sha256",
            ] + Self.comparison(part.form)
        return """
            ## Wie het ondertekende, en wat

            ```sh
            \(lines.joined(separator: " &&\n"))
            ```

            \(Self.explanation(part.form))
            """
    }

    /// That what is signed is the message, and its fingerprint.
    private static func comparison(_ form: EvidencePart.Form) -> [String] {
        switch form {
        case .bare:
            [
                #"sed '1,/^\r$/d' entity.txt | cmp - message.json"#,
                "openssl dgst -sha256 -binary entity.txt | openssl base64",
            ]
        case .attachment:
            [
                #"tr -d '\r' < entity.txt | sed -n '/^Content-Type: application.cloudevents+json/,/^--/p' | "#
                    + "sed -e '1,/^$/d' -e '/^--/d' | openssl base64 -d | cmp - message.json",
                #"printf 'Content-Type: application/cloudevents+json\r\nContent-Transfer-Encoding: binary\r\n\r\n' "#
                    + "> header.txt",
                "cat header.txt message.json | openssl dgst -sha256 -binary | openssl base64",
            ]
        case .other: []
        }
    }

    private static func explanation(_ form: EvidencePart.Form) -> String {
        switch form {
        case .bare: "De laatste regel is de vingerafdruk van wat ondertekend is."
        case .attachment:
            "Het bericht ging per mail, als bijlage bij een tekst voor mensen; samen zijn ze ondertekend. De laatste regel is de "
                + "vingerafdruk van het bericht zelf."
        case .other: "Het bericht ging per mail en staat in `entity.txt` zoals het mailprogramma het schreef."
        }
    }

    private func personalReceipt(_ part: EvidencePart) -> String {
        """
        ## Dat de ontvanger het kreeg

        ```sh
        openssl cms -verify_receipt receipt.eml -in message.eml -nointern -noverify -certfile \(part.certificateFile)
        ```

        Het mailprogramma van een contactpersoon van de ontvanger ondertekende dit ontvangstbewijs (RFC 2634). Het gaat over precies
        deze handtekening.
        """
    }

    private func nodeReceipt(_ part: EvidencePart) -> String {
        """
        ## Dat de ontvanger het kreeg

        ```sh
        \(verify(part, "receipt.txt")) &&
        grep -i -e Final-Recipient -e Disposition: -e Received-Content-MIC receipt.txt
        ```

        `Received-Content-MIC` is dezelfde vingerafdruk: de ontvanger kreeg dit bericht en geen ander.
        """
    }

    private func answer(_ part: EvidencePart, _ id: UniqueID, _ steps: [ReceiptStep]) -> String {
        """
        ## Wat de ontvanger daarna deed: \(Self.words(steps))

        ```sh
        \(verify(part, "\(part.name).txt"))\(names(part) ? " &&\ngrep -F -e \(message) \(part.name).txt" : "")
        ```

        De ontvanger ondertekende bericht \(id)\(names(part) ? ", dat dit bericht noemt" : "").
        """
    }

    /// Whether the id of the message can be read in what was signed; by mail it may be encoded.
    private func names(_ part: EvidencePart) -> Bool {
        Data(part.signed).range(of: Data(message.description.utf8)) != nil
    }

    private func section(_ edition: EvidenceEdition) -> String {
        let files = edition.parts.map(\.name).map { "`\($0).eml`" }.joined(separator: ", ")
        let checks = edition.parts.map { check($0, in: edition) }.joined(separator: " &&\n")
        let isNamed = directory == edition.edition.directory.edition
        let name = " &&\nopenssl dgst -sha256 -r \(edition.documentFile) | cut -c 1-64 | grep -c -F -f - message.json"
        return """
            ## Dat de ondertekenaar in het adresboek stond: \(files)

            ```sh
            openssl cms -verify -binary -inform DER -nointern -noverify -certfile \(edition.administratorsFile) \
            -in \(edition.directoryFile) -out \(edition.documentFile) &&
            \(checks)\(isNamed ? name : "")
            ```

            Het certificaat staat in uitgave \(edition.edition.sequence) van het adresboek, door de regiobeheerder ondertekend en \
            van \(DutchTime.text(edition.edition.directory.header.issued)), met naam, partij en de dagen waarop het gold.\
            \(isNamed ? " Het bericht noemt deze uitgave zelf." : "") Vergelijk de vingerafdruk van `\(edition.administratorsFile)` \
            met die van de regiobeheerder van toen.
            """
    }

    /// An empty pattern would be in every line: the file with it must be there and have something in it.
    private func check(_ part: EvidencePart, in edition: EvidenceEdition) -> String {
        """
        openssl x509 -in \(part.certificateFile) -outform DER -out \(part.name)-signer.der &&
        openssl base64 -A -in \(part.name)-signer.der -out \(part.name)-signer.b64 &&
        test -s \(part.name)-signer.b64 &&
        grep -c -F -f \(part.name)-signer.b64 \(edition.documentFile)
        """
    }

    private var checkpoint: String {
        """
        ## De stand van het logboek

        ```sh
        openssl x509 -in checkpoint-signer.pem -noout -pubkey -out node.pub.pem &&
        openssl dgst -sha256 -verify node.pub.pem -signature checkpoint.sig checkpoint.json
        ```

        Het logboek had toen de regel met dit nummer en deze SHA-256; elke regel noemt de SHA-256 van de vorige.
        """
    }
}
