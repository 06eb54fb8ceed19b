internal import Envelope

/// The text that goes with exported evidence: what each file is, and the commands that check it.
struct EvidenceReadme {
    let message: UniqueID
    let isInbound: Bool
    /// Whose receipt goes with it; nil when there is none.
    let receipt: Receipt?
    let hasCheckpoint: Bool

    enum Receipt {
        /// The receiver's node signed it.
        case node
        /// The mail program of a contactpersoon signed it (RFC 2634).
        case person
    }

    var text: String {
        ([head, signature] + (receipt.map { [arrival($0)] } ?? []) + [directory] + (hasCheckpoint ? [checkpoint] : []))
            .joined(separator: "\n\n") + "\n"
    }

    private var head: String {
        """
        # Bewijs van bericht \(message)

        \(isInbound ? "Ontvangen" : "Verzonden") door de partij die dit uitgaf. Deze map bevat persoonsgegevens: bewaar haar zo kort \
        en zo besloten als nodig is. Alles is te controleren met `openssl` 3.0 of nieuwer, in deze map; een opdracht die mislukt, \
        eindigt met een foutmelding.

        | bestand | wat |
        |---|---|
        | `message.eml` | het bericht zoals het ondertekend is |
        | `message.json` | hetzelfde bericht, zonder omhulsel |
        | `message-signers.pem` | de certificaten van wie namens de afzender mag tekenen |
        | `receipt.eml`, `receipt-signers.pem` | het ontvangstbewijs, en de certificaten van wie het namens de ontvanger kan tekenen |
        | `directory.p7m`, `administrators.pem` | het ondertekende adresboek, en de certificaten van de regiobeheerder |
        | `audit.jsonl` | wat het logboek van deze partij over het bericht zegt |
        | `checkpoint.json`, `checkpoint.sig`, `checkpoint-signers.pem` | een ondertekende stand van dat logboek, van daarna |
        """
    }

    private var signature: String {
        """
        ## Wie het ondertekende, en wat

        ```sh
        openssl cms -verify -nointern -noverify -certfile message-signers.pem -signer signer.pem -in message.eml -out entity.txt
        openssl x509 -in signer.pem -noout -subject -enddate -fingerprint -sha256
        sed '1,/^\\r$/d' entity.txt | cmp - message.json
        openssl dgst -sha256 -binary entity.txt | openssl base64
        ```

        De laatste regel is de vingerafdruk van wat ondertekend is.
        """
    }

    private func arrival(_ receipt: Receipt) -> String {
        switch receipt {
        case .node: nodeReceipt
        case .person: personalReceipt
        }
    }

    private var personalReceipt: String {
        """
        ## Dat de ontvanger het kreeg

        ```sh
        openssl cms -verify_receipt receipt.eml -in message.eml -nointern -noverify -certfile receipt-signers.pem
        ```

        Het mailprogramma van een contactpersoon van de ontvanger ondertekende dit ontvangstbewijs (RFC 2634). Het gaat over precies
        deze handtekening.
        """
    }

    private var nodeReceipt: String {
        """
        ## Dat de ontvanger het kreeg

        ```sh
        openssl cms -verify -nointern -noverify -certfile receipt-signers.pem -in receipt.eml -out receipt.txt
        grep -i -e Final-Recipient -e Disposition: -e Received-Content-MIC receipt.txt
        ```

        `Received-Content-MIC` is dezelfde vingerafdruk: de ontvanger kreeg dit bericht en geen ander.
        """
    }

    private var directory: String {
        """
        ## Dat de ondertekenaar een contactpersoon was

        ```sh
        openssl cms -verify -binary -inform DER -nointern -noverify -certfile administrators.pem -in directory.p7m -out directory.json
        grep -c -F "$(openssl x509 -in signer.pem -outform DER | openssl base64 -A)" directory.json
        ```

        Het certificaat staat in het adresboek dat de regiobeheerder tekende, met naam en partij. Vergelijk de vingerafdruk van \
        `administrators.pem` met die van de regiobeheerder.
        """
    }

    private var checkpoint: String {
        """
        ## De stand van het logboek

        ```sh
        openssl x509 -in checkpoint-signers.pem -noout -pubkey -out node.pub.pem
        openssl dgst -sha256 -verify node.pub.pem -signature checkpoint.sig checkpoint.json
        ```

        Het logboek had toen de regel met dit nummer en deze SHA-256; elke regel noemt de SHA-256 van de vorige.
        """
    }
}
