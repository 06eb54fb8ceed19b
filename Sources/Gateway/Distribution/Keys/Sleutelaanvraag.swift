internal import Envelope
internal import Foundation
internal import Schemas

/// A party's request for certificates of a contactpersoon: the data of a message of the type `sleutelaanvraag`.
struct Sleutelaanvraag: Hashable, Sendable {
    struct Wish: Hashable, Sendable {
        let use: KeyUse
        let request: CertificateRequest
        /// A signing key of the node itself.
        var isForNode = false
    }

    enum Reason: String, CaseIterable, Hashable, Sendable {
        case first = "eersteUitgifte"
        case renewal = "vernieuwing"
        case loss = "verlies"
        case misuse = "misbruik"
        case other = "anders"
    }

    let name: String
    let mail: String
    /// One for each use, each with a key of its own.
    let wishes: [Wish]
    let reason: Reason

    init(name: String, mail: String, wishes: [Wish], reason: Reason) {
        self.name = name
        self.mail = mail
        self.wishes = wishes
        self.reason = reason
    }

    /// Reads the data of a message that satisfies its schema.
    ///
    /// - Returns: nil when a request is ill-formed, is not signed with its own key, or asks for another use than the message
    ///   says; when two wishes have one use or one key; when the mail address is none.
    init?(_ data: JSONValue) {
        guard let person = data["contactpersoon"], let name = person["naam"]?.string,
            let mail = person["mailadres"]?.string.flatMap({ MailText.checked($0) }),
            let reason = data["reden"]?.string.flatMap({ Reason(rawValue: $0) }),
            let requests = data["certificaataanvragen"], requests.kind == .array
        else { return nil }
        let wishes = requests.elements.compactMap { Self.wish($0) }
        guard wishes.count == requests.count, !wishes.isEmpty, Set(wishes.map(\.use)).count == wishes.count,
            wishes.allSatisfy({ !$0.isForNode }) || wishes.count == 1,
            Set(wishes.map(\.request.publicKey.encoded)).count == wishes.count
        else { return nil }
        self.init(name: name, mail: mail, wishes: wishes, reason: reason)
    }

    private static func wish(_ value: JSONValue) -> Wish? {
        guard let purpose = value["gebruik"]?.string, let use = Self.use(purpose),
            let text = value["aanvraag"]?.string, let encoded = DirectoryNode.base64(text, atMost: 8_000),
            let request = try? CertificateRequest(file: encoded)
        else { return nil }
        let asked = request.keyUsage.map { usage in
            usage.contains(.digitalSignature) ? KeyUse.signing : KeyUse.encryption
        }
        guard asked.map({ $0 == use }) ?? true else { return nil }
        return Wish(use: use, request: request, isForNode: purpose == nodePurpose)
    }

    private static func use(_ text: String) -> KeyUse? {
        switch text {
        case "ondertekenen", nodePurpose: .signing
        case "versleutelen": .encryption
        default: nil
        }
    }

    private static let nodePurpose = "knooppunt"

    /// What a key is for, in the words of the form.
    static func purpose(_ wish: Wish) -> String {
        wish.isForNode ? nodePurpose : wish.use == .signing ? "ondertekenen" : "versleutelen"
    }

    /// Whether the key is the node's; ``mail`` is then who asks for it.
    var isForNode: Bool { wishes.contains(where: \.isForNode) }

    /// Whose key it is in the directory: nil for the node.
    var holder: String? { isForNode ? nil : mail }

    /// What a certificate calls the node of a party.
    static func nodeName(_ party: Party) -> String { String("Knooppunt \(party.name)".prefix(64)) }

    /// The data of the message.
    var tree: JSONTree {
        [
            "contactpersoon": ["naam": .string(name), "mailadres": .string(mail)],
            "certificaataanvragen": .array(
                wishes.map { wish in
                    [
                        "gebruik": .string(Self.purpose(wish)),
                        "aanvraag": .string(Data(wish.request.encoded).base64EncodedString()),
                    ]
                }),
            "reden": .string(reason.rawValue),
        ]
    }

    /// What people compare over another channel, and what makes two messages one request: the SHA-256 of mail address, uses
    /// and public keys. 32 bytes.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL could not compute a digest.
    func fingerprint() throws(CryptoError) -> [UInt8] {
        var lines = [mail]
        for wish in wishes.sorted(by: { $0.use.rawValue < $1.use.rawValue }) {
            lines.append(
                "\(wish.isForNode ? "node" : wish.use.rawValue) \(Hexadecimal.text(try wish.request.publicKey.fingerprint().bytes))"
            )
        }
        return try Digest(.sha256, of: Array(lines.joined(separator: "\n").utf8)).bytes
    }

    /// The changes of the entry that the party asks for with it.
    func asked() throws(CryptoError) -> [AskedChange] {
        try wishes.map { (wish) throws(CryptoError) in
            .key(holder: holder, wish.use, publicKey: try wish.request.publicKey.fingerprint().bytes)
        }
    }
}
