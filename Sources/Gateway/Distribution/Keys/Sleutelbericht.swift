internal import Envelope
internal import Schemas

/// What the region's administrator tells every contactpersoon of a party about a request for keys: the data of a message of the
/// type `sleutelbericht`. Nothing in it is about an uitstromer.
struct Sleutelbericht: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// A request arrived; no key comes into use before this moment.
        case asked(earliest: UTCTime)
        /// It was approved; the keys come into use at this moment.
        case approved(start: UTCTime)
        case rejected(ground: String)
    }

    private static let longestLine = 200

    let request: Sleutelaanvraag
    /// The message that asked.
    let message: UniqueID
    /// Whose keys signed it: mail addresses.
    let signers: [String]
    let state: State
    /// The region's administrator.
    let administrator: Party

    /// The data of the message.
    ///
    /// - Parameter field: where the form names the message with the request.
    /// - Throws: ``CryptoError`` when OpenSSL could not compute a digest.
    func data(naming field: String) throws(CryptoError) -> JSONTree {
        let fingerprint = KeyDesk.text(try request.fingerprint())
        let keys = try request.wishes.map { (wish) throws(CryptoError) -> JSONTree in
            [
                "gebruik": .string(Sleutelaanvraag.purpose(wish)),
                "vingerafdruk": .string(KeyDesk.text(try wish.request.publicKey.fingerprint().bytes)),
            ]
        }
        return .object(
            [
                JSONMember(field, .string(message.description)), JSONMember("stand", .string(stand)),
                JSONMember(
                    "contactpersoon", ["naam": .string(request.name), "mailadres": .string(request.mail)]),
                JSONMember("ondertekendDoor", .array(signers.map { .string($0) })),
                JSONMember("reden", .string(request.reason.rawValue)),
                JSONMember("vingerafdruk", .string(fingerprint)), JSONMember("sleutels", .array(keys)), outcome,
                JSONMember("bezwaar", .string(objection(String(fingerprint.prefix(11))))),
            ])
    }

    private var stand: String {
        switch state {
        case .asked: "aangevraagd"
        case .approved: "goedgekeurd"
        case .rejected: "afgewezen"
        }
    }

    private var outcome: JSONMember {
        switch state {
        case .asked(let time), .approved(let time): JSONMember("ingang", .string(time.description))
        case .rejected(let ground): JSONMember("redenAfwijzing", .string(Self.line(ground)))
        }
    }

    /// What a reader does who did not ask for it.
    private func objection(_ start: String) -> String {
        let people = administrator.contactpersonen.map { "\($0.name), \($0.mail)" }.joined(separator: "; ")
        let call = "bel dan meteen de regiobeheerder (\(administrator.name): \(people)) en noem de vingerafdruk"
        let stolen =
            "Dan gebruikt een ander een sleutel van uw partij: trek deze zelf ook in met weerthuis keys revoke."
        switch state {
        case .asked:
            return
                "Heeft niemand van u hierom gevraagd, \(call). De regiobeheerder wijst de aanvraag af (weerthuis directory "
                + "reject \(start)) en uw sleutels blijven zoals ze zijn. \(stolen)"
        case .approved:
            return
                "Heeft niemand van u hierom gevraagd, \(call), zodat de nieuwe sleutels niet in gebruik komen. \(stolen)"
        case .rejected:
            return
                "Uw sleutels blijven zoals ze zijn. Had u hier wel om gevraagd, \(call). Heeft niemand van u dat gedaan: \(stolen)"
        }
    }

    /// One line of what somebody typed, as long as the form allows.
    private static func line(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(String.UnicodeScalarView(words.unicodeScalars.prefix(longestLine)))
    }
}
