internal import Envelope

/// What one run of the fuzzer feeds with its inputs; chosen by the environment variable `FUZZ_TARGET`.
enum Target: String, CaseIterable {
    /// Any MIME text, under the limits of HTTP and of mail; every body is decoded.
    case mime
    /// The body of an answer that should be a receipt; its signature is taken as right.
    case mdn
    /// An envelope as it comes from outside, in both suites, to the end of the checks. Also what `inspect` reads.
    case open
    /// What stands under the encryption, as if the tag had been right: MIME, SignedData, attributes, message.
    case inside

    func run(_ input: [UInt8], _ world: World) {
        switch self {
        case .mime: Self.readMIME(input)
        case .mdn: Self.readReceipt(input)
        case .open: world.open(input)
        case .inside: world.openInside(input)
        }
    }

    private static func readMIME(_ input: [UInt8]) {
        for limits in [MIMELimits.http, .mail] {
            if let root = try? MIMEReader.read(input.span, limits) { decode(root, input) }
        }
    }

    private static func decode(_ entity: MIMEEntity, _ input: [UInt8]) {
        precondition(entity.range.contains(entity.bodyRange), "a body outside its entity")
        _ = try? entity.content(in: input.span)
        for part in entity.parts { decode(part, input) }
    }

    private static func readReceipt(_ input: [UInt8]) {
        guard let mic = Digest(.sha256, bytes: [UInt8](repeating: 0, count: 32)) else { return }
        let verifier = ReceiptVerifier(messageID: "<a@b>", recipient: "a", mic: mic)
        let type = #"multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b"#
        _ = try? verifier.verify(input.span, contentType: type) { (_, _) throws(Never) in }
    }
}
