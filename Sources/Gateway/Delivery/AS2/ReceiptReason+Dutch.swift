internal import Envelope

extension ReceiptReason {
    /// Why an answer does not prove delivery, for a coordinator.
    var dutch: String {
        "\(what); het bericht telt niet als afgeleverd en wordt later opnieuw aangeboden. "
            + "Blijft dit zo, vraag dan de beheerder van de ontvangende partij ernaar"
    }

    private var what: String {
        switch self {
        case .mime: "het antwoord is geen leesbaar ontvangstbewijs, of het is afgebroken"
        case .unsigned: "het ontvangstbewijs is niet ondertekend"
        case .signature:
            "de handtekening onder het ontvangstbewijs is niet die van het knooppunt van de ontvangende partij"
        case .structure: "het ondertekende antwoord is geen ontvangstbewijs"
        case .field: "het ontvangstbewijs bevat een veld dat onbekend, dubbel of verkeerd geschreven is"
        case .missingField: "in het ontvangstbewijs ontbreekt een verplicht veld"
        case .disposition: "het ontvangstbewijs zegt niet leesbaar wat er met het bericht is gebeurd"
        case .messageID: "het ontvangstbewijs gaat over een ander bericht"
        case .recipient: "het ontvangstbewijs komt van een andere partij dan waaraan het bericht is gericht"
        case .micMissing: "het ontvangstbewijs zegt niet welke inhoud is ontvangen"
        case .micForm: "de controlewaarde in het ontvangstbewijs is niet leesbaar"
        case .mic: "de ontvangende partij heeft een andere inhoud ontvangen dan is verzonden"
        }
    }
}

extension ReceiptDisposition {
    /// What a signed refusal says, for a coordinator.
    func dutch(_ codes: [String]) -> String {
        let party = "de ontvangende partij"
        return switch self {
        case .decryptionFailed:
            "\(party) kon het bericht niet ontsleutelen; het adresboek wordt opnieuw opgehaald en het bericht opnieuw verzegeld"
        case .authenticationFailed:
            "\(party) kon de handtekening niet controleren; "
                + "het adresboek wordt opnieuw opgehaald en het bericht opnieuw verzegeld"
        case .unknownTradingRelationship:
            "\(party) kent onze partij niet; vraag de beheerder daar welke uitgave van het adresboek daar geldt"
        case .insufficientMessageSecurity:
            "\(party) vindt het bericht niet genoeg beveiligd; laat de suite in het adresboek controleren"
        default:
            "\(party) heeft het bericht ondertekend geweigerd (\(codes.map(InboundCode.words).joined(separator: "; "))). "
                + "Verbeter de oorzaak en verzend een nieuw bericht"
        }
    }
}
