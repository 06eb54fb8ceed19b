internal import Envelope
internal import Schemas

/// An inspection as a list of facts, for people and for programs.
struct InspectionReport {
    private let facts: [(name: String, value: JSONTree)]

    init(_ inspection: EnvelopeInspection, byteCount: Int, known: [Certificate]) {
        let size: (String, JSONTree) = ("bytes", .number(JSONNumber(byteCount)))
        facts =
            switch inspection {
            case .sealed(let envelope): [size] + Self.facts(envelope, known)
            case .signed(let signature): [size] + Self.facts(signature, known)
            }
    }

    /// One JSON object.
    var tree: JSONTree { .object(facts.map { JSONMember($0.name, $0.value) }) }

    /// One line per fact; the items of a list on lines of their own.
    var text: String {
        let width = facts.map(\.name.count).max() ?? 0
        return facts.flatMap { fact in
            Self.lines(fact.value).enumerated().map { index, line in
                let name = index == 0 ? fact.name : ""
                return name + String(repeating: " ", count: width - name.count + 2) + line
            }
        }.joined(separator: "\n")
    }

    private static func lines(_ value: JSONTree) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let items): items.isEmpty ? ["none"] : items.flatMap(lines)
        case .object(let members): [members.flatMap { lines($0.value) }.joined(separator: "; ")]
        default: [String(decoding: value.encoded(), as: UTF8.self)]
        }
    }

    private static func facts(_ envelope: InspectedEnvelope, _ known: [Certificate]) -> [(String, JSONTree)] {
        [
            ("kind", .string(envelope.isAuthenticated ? "AuthEnvelopedData" : "EnvelopedData")),
            ("encoding", .string(envelope.isDER ? "DER" : "BER, accepted in suite cbc only")),
            ("suite", .string(envelope.suite?.rawValue ?? "none of ours")),
            ("cipher", .string(envelope.cipher)),
            ("nonceBytes", number(envelope.nonceByteCount)),
            ("tagBytes", number(envelope.tagByteCount)),
            ("announcedTagBytes", number(envelope.announcedTagByteCount)),
            ("encryptedBytes", number(envelope.encryptedByteCount)),
            ("authenticatedAttributes", .array(envelope.authenticatedAttributes.map { .string($0) })),
            ("recipients", .array(envelope.recipients.map { recipient($0, known) })),
        ].filter { $0.1 != .null }
    }

    private static func facts(_ signature: InspectedSignature, _ known: [Certificate]) -> [(String, JSONTree)] {
        [
            ("kind", .string("SignedData")),
            ("contentType", .string(signature.contentType)),
            ("content", signature.contentByteCount.map { .number(JSONNumber($0)) } ?? .string("detached")),
            ("certificates", .array(signature.certificates.map { .string($0.description) })),
            ("signers", .array(signature.signers.map { signer($0, known) })),
        ]
    }

    private static func recipient(_ recipient: InspectedRecipient, _ known: [Certificate]) -> JSONTree {
        .object(
            identity(recipient.identity, known) + [
                JSONMember("wrapping", .string(recipient.wrapping)),
                JSONMember("wrappedBytes", .number(JSONNumber(recipient.wrappedByteCount))),
            ])
    }

    private static func signer(_ signer: InspectedSigner, _ known: [Certificate]) -> JSONTree {
        .object(
            identity(signer.identity, known) + [
                JSONMember("digest", .string(signer.digest)),
                JSONMember("algorithm", .string(signer.algorithm)),
                JSONMember("signingTime", .string(signer.signingTime?.description ?? "none")),
                JSONMember("attributes", .string(signer.attributes.joined(separator: ", "))),
            ])
    }

    private static func identity(_ identity: InspectedIdentity, _ known: [Certificate]) -> [JSONMember] {
        let named = known.first(where: identity.names).map { certificate in
            [certificate.subject.commonName, certificate.subject.organization].compactMap(\.self).joined(
                separator: ", ")
        }
        let name = named.map { [JSONMember("name", .string($0))] } ?? []
        return name + [JSONMember("certificate", .string(identity.description))]
    }

    private static func number(_ value: Int?) -> JSONTree { value.map { .number(JSONNumber($0)) } ?? .null }
}
