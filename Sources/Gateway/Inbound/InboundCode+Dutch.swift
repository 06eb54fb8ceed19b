extension InboundCode {
    /// What a code in a signed refusal means, for a coordinator; the code alone when it is not one of ours, and of that
    /// only what has the form of a code: a partner may write anything there.
    static func words(_ code: String) -> String {
        if let routing = RoutingCode(rawValue: code) { return "\(code): \(routing.meaning)" }
        return meanings[code].map { "\(code): \($0)" } ?? LogCode(code).text
    }

    private static let meanings = [
        "message": "het bericht is niet volgens het profiel geschreven",
        "source": "de ondertekenaar hoort bij een andere partij dan de afzender",
        "outer-sender": "het transport noemt een andere afzender dan het bericht",
        "outer-recipient": "het transport noemt een andere ontvanger dan het bericht",
        "recipient": "het bericht is voor een andere partij bestemd",
        "time": "het bericht is ouder dan 14 dagen, of van later dan nu; controleer de klok",
        "dataschema": "het formulier is van een andere versie dan de ontvanger kent",
        "id-hergebruikt": "dit berichtnummer is eerder gebruikt voor een andere inhoud",
        "dossier-destroyed": "de ontvanger heeft dit dossier vernietigd, zoals de bewaartermijn eist",
        "receipt-address": "het ontvangstbewijs is gevraagd op een ander adres dan in het adresboek staat",
        "unsupported MIC-algorithms": "het ontvangstbewijs is gevraagd met een verouderde controlewaarde",
    ]
}
