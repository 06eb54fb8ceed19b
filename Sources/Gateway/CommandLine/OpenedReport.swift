internal import Envelope
internal import Foundation
internal import Schemas

/// What `weerthuis open --json` says: about the message, and where it went or the message itself.
struct OpenedReport {
    let bytes: [UInt8]
    /// Nil when the message is part of the answer.
    let path: String?

    /// Of an envelope in a file.
    func tree(_ opened: OpenedMessage) -> JSONTree {
        let attributes = opened.message.attributes
        let signature = opened.signed.signature
        let signer = signature.signer.certificate
        return .object([
            JSONMember("message", .string(attributes.id.description)),
            JSONMember("type", .string("\(attributes.name)")),
            JSONMember("dossier", .string(attributes.subject.description)),
            JSONMember("sender", .string(attributes.source.party.description)),
            JSONMember("signedBy", .string(signer.subject.commonName ?? "")),
            JSONMember("signingCertificate", .string("\(signer.fingerprint)")),
            JSONMember("signedAt", .string("\(signature.signingTime)")),
            JSONMember("openedWith", .string(opened.signed.openedBy.subject.commonName ?? "")),
            JSONMember("mic", .string(Data(signature.mic.bytes).base64EncodedString())), content,
        ])
    }

    /// Of a message in the store.
    func tree(_ summary: MessageSummary) -> JSONTree {
        .object([
            JSONMember("message", .string(summary.id.message.description)),
            JSONMember("type", .string(summary.type)),
            JSONMember("dossier", .string(summary.dossier.description)),
            JSONMember("sender", .string(summary.id.partner.description)),
            JSONMember("received", .string(summary.created.description)), content,
        ])
    }

    private var content: JSONMember {
        if let path { return JSONMember("out", .string(path)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return JSONMember("contentBase64", .string(Data(bytes).base64EncodedString()))
        }
        return JSONMember("content", .string(text))
    }
}
