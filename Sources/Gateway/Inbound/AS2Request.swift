internal import Envelope

/// The headers of a request to the AS2 address, strictly read (RFC 4130 section 6).
struct AS2Request: Sendable {
    enum Content: Hashable, Sendable {
        case envelope
        /// A receipt that comes by itself; its Content-Type.
        case receipt(contentType: String)
    }

    enum Answer: Hashable, Sendable {
        /// No receipt was asked for.
        case none
        case synchronous
        /// To this URL, as the sender asks.
        case asynchronous(url: String)
    }

    let from: OIN
    let to: OIN
    /// With its angle brackets, exactly as it came.
    let messageID: String
    let content: Content
    let answer: Answer
    /// Whether the receipt that is asked for is one that this node makes: signed, with SHA-256.
    let isAnswerPossible: Bool

    var isAnsweredLater: Bool {
        guard case .asynchronous = answer else { return false }
        return true
    }

    private static let longestMessageID = 255
    private static let longestURL = 512

    /// - Returns: nil for what is no request of the profile: whatever is wrong, the answer is the same.
    init?(_ request: HTTPRequest) {
        let headers = request.headers
        guard request.method == "POST", headers.all("Content-Encoding").isEmpty,
            let from = Self.only("AS2-From", headers).flatMap({ OIN($0) }),
            let to = Self.only("AS2-To", headers).flatMap({ OIN($0) }),
            let messageID = Self.only("Message-ID", headers), Self.isMessageID(messageID),
            let type = Self.only("Content-Type", headers), let contentType = try? MIMEContentType(parsing: type),
            headers.all("Content-Transfer-Encoding").allSatisfy({ ["binary", "8bit"].contains($0.lowercased()) })
        else { return nil }
        switch contentType.mediaType {
        case .pkcs7: content = .envelope
        case .multipartSigned: content = .receipt(contentType: type)
        default: return nil
        }
        guard let answer = Self.answer(headers) else { return nil }
        self.from = from
        self.to = to
        self.messageID = messageID
        self.answer = answer
        isAnswerPossible = Self.isPossible(headers["Disposition-Notification-Options"])
    }

    /// Whether the Message-ID may stand for this message. One in our own form must name its sender and, when that could be read,
    /// the message itself: else a receipt for it could be shown as one about another party's message.
    func mayStand(for message: UniqueID?, of sender: OIN) -> Bool {
        guard let named = AS2MessageID(messageID) else { return true }
        return named.sender == sender && (message == nil || named.message == message)
    }

    /// A message that came on another way, and is answered on it.
    init(from: OIN, to: OIN, messageID: String) {
        self.from = from
        self.to = to
        self.messageID = messageID
        content = .envelope
        answer = .synchronous
        isAnswerPossible = true
    }

    private static func only(_ name: String, _ headers: HTTPFields) -> String? {
        let values = headers.all(name)
        return values.count == 1 ? values[0] : nil
    }

    private static func isMessageID(_ text: String) -> Bool {
        (3...longestMessageID).contains(text.utf8.count) && text.hasPrefix("<") && text.hasSuffix(">")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func answer(_ headers: HTTPFields) -> Answer? {
        let urls = headers.all("Receipt-Delivery-Option")
        guard urls.count <= 1, headers.all("Disposition-Notification-To").count <= 1,
            headers.all("Disposition-Notification-Options").count <= 1
        else { return nil }
        guard headers["Disposition-Notification-To"] != nil else { return urls.isEmpty ? Answer.none : nil }
        guard let url = urls.first else { return .synchronous }
        return url.utf8.count <= longestURL ? .asynchronous(url: url) : nil
    }

    /// `signed-receipt-micalg=required, sha1` alone is a demand that is not met; what is optional, or absent, is.
    private static func isPossible(_ options: String?) -> Bool {
        guard let options, options != AS2Headers.receiptOptions else { return true }
        for option in options.lowercased().split(separator: ";") {
            let parts = option.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let values = parts[1].split(separator: ",").map { $0.filter { $0 != " " } }
            guard parts[0].filter({ $0 != " " }) == "signed-receipt-micalg", values.first == "required" else {
                continue
            }
            return values.dropFirst().contains { $0 == "sha-256" || $0 == "sha256" }
        }
        return true
    }
}
