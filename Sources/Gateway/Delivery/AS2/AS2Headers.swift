internal import Envelope

/// The headers of AS2 (RFC 4130 section 6). AS2-Version is 1.0: the later ones promise compression and more.
enum AS2Headers {
    /// Where a receipt is wanted: only its presence counts (section 7.3), the answer goes elsewhere.
    static let receiptOptions =
        "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-256"

    static func message(_ job: AS2Job) -> [(name: String, value: String)] {
        var headers = common(from: job.sender, to: job.recipient, job.messageID)
        headers += [
            ("Content-Type", contentType(job.sealed.suite)),
            ("Disposition-Notification-To", job.sender.description),
            ("Disposition-Notification-Options", receiptOptions),
        ]
        if case .asynchronous(let url) = job.receipt { headers.append(("Receipt-Delivery-Option", url)) }
        return headers
    }

    static func receipt(
        _ receipt: SignedReceipt, id: AS2MessageID, to recipient: OIN
    ) -> [(name: String, value: String)] {
        common(from: id.sender, to: recipient, id) + [("Content-Type", receipt.contentType)]
    }

    private static func common(from: OIN, to: OIN, _ id: AS2MessageID) -> [(name: String, value: String)] {
        [
            ("AS2-Version", "1.0"), ("AS2-From", from.description), ("AS2-To", to.description),
            ("Message-ID", id.description), ("MIME-Version", "1.0"),
        ]
    }

    private static func contentType(_ suite: Suite) -> String {
        switch suite {
        case .gcm: "application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m"
        case .cbc: "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
        }
    }
}
