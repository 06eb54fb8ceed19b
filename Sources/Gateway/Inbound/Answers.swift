internal import Envelope

/// The answers of the AS2 address.
enum Answers {
    private static let retryAfter = 60

    /// To everybody whose signature was not verified, whatever the reason.
    static let unknownSender = HTTPResponse(status: 403, text: "Not accepted.")

    /// The node can't decide now; the sender keeps the message.
    static let unavailable = HTTPResponse(
        status: 503, text: "Try again later.", headers: ["Retry-After": String(retryAfter)])

    /// Taken, without a receipt in this answer.
    ///
    /// - Parameter peer: who signed what was taken.
    static func taken(from peer: OIN) -> HTTPResponse {
        var answer = HTTPResponse(status: 200)
        answer.peer = peer.description
        return answer
    }

    static func receipt(_ receipt: SignedReceipt, from own: OIN, for request: AS2Request, id: AS2MessageID)
        -> HTTPResponse
    {
        var answer = HTTPResponse(
            status: 200,
            headers: [
                "AS2-Version": "1.0", "AS2-From": own.description, "AS2-To": request.from.description,
                "Message-ID": id.description, "MIME-Version": "1.0", "Content-Type": receipt.contentType,
            ], body: receipt.body)
        answer.peer = request.from.description
        return answer
    }
}
