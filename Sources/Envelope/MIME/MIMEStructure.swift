/// What each media type demands of its parameters, its encoding and its parts.
enum MIMEStructure {
    static func check(_ entity: MIMEEntity) throws(MIMEError) {
        switch entity.contentType.mediaType {
        case .multipartSigned: try checkSigned(entity)
        case .multipartReport: try checkReport(entity)
        case .pkcs7: try checkEnvelope(entity)
        case .plainText: try checkCharset(entity, ["us-ascii", "utf-8"])
        case .cloudEvent: try checkCharset(entity, ["utf-8"])
        case .dispositionNotification:
            try require(entity, .transferEncoding, entity.transferEncoding.isIdentity)
        case .multipartMixed: try checkMixed(entity)
        case .multipartAlternative: try checkParts(entity, [.plainText, .html])
        case .signature, .html, .json, .octets: return
        }
    }

    /// A text for people, and beside it attachments; at most one is a message. Nothing signed or encrypted stands inside:
    /// what is, counts as a whole.
    private static func checkMixed(_ entity: MIMEEntity) throws(MIMEError) {
        try checkParts(entity, [.multipartAlternative, .plainText, .html, .cloudEvent, .json, .octets])
        try require(entity, .structure, entity.parts.count { $0.contentType.mediaType == .cloudEvent } <= 1)
    }

    private static func checkParts(_ entity: MIMEEntity, _ allowed: Set<MIMEMediaType>) throws(MIMEError) {
        try require(entity, .structure, !entity.parts.isEmpty)
        try require(entity, .structure, entity.parts.allSatisfy { allowed.contains($0.contentType.mediaType) })
    }

    /// RFC 1847 section 2.1: two parts, the second of the type that `protocol` names; `micalg` as RFC 8551 names it.
    private static func checkSigned(_ entity: MIMEEntity) throws(MIMEError) {
        let signature = MIMEMediaType.signature
        try require(entity, .parameter, entity.contentType["protocol"]?.lowercased() == signature.rawValue)
        try require(entity, .parameter, entity.contentType["micalg"] != nil)
        try require(entity, .structure, entity.parts.count == 2)
        try require(entity, .structure, entity.parts.last?.contentType.mediaType == signature)
        try require(entity, .structure, entity.parts.first?.contentType.mediaType != signature)
    }

    /// RFC 6522 section 3 and RFC 8098 section 3: a text for people, then the fields for machines.
    private static func checkReport(_ entity: MIMEEntity) throws(MIMEError) {
        let reported = MIMEMediaType.dispositionNotification
        try require(entity, .parameter, entity.contentType["report-type"]?.lowercased() == "disposition-notification")
        try require(entity, .structure, entity.parts.map(\.contentType.mediaType) == [.plainText, reported])
    }

    /// RFC 8551 section 3.2.2 and RFC 2634: only the kinds that a gateway opens. Compressed data and bare certificates are refused.
    private static func checkEnvelope(_ entity: MIMEEntity) throws(MIMEError) {
        guard let kind = entity.contentType["smime-type"]?.lowercased() else { return }
        let kinds = ["enveloped-data", "authenveloped-data", "signed-data", "signed-receipt"]
        try require(entity, .parameter, kinds.contains(kind))
    }

    private static func checkCharset(_ entity: MIMEEntity, _ allowed: [String]) throws(MIMEError) {
        guard let charset = entity.contentType["charset"]?.lowercased() else { return }
        try require(entity, .parameter, allowed.contains(charset))
    }

    private static func require(_ entity: MIMEEntity, _ reason: MIMEReason, _ holds: Bool) throws(MIMEError) {
        guard holds else { throw MIMEError(reason, at: entity.range.lowerBound) }
    }
}
