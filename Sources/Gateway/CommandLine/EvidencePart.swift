internal import Envelope
internal import Foundation

/// Something signed in a package of evidence, with who signed it.
struct EvidencePart {
    enum Kind {
        case message
        /// The receiver's node says that it has the message.
        case receipt
        /// The mail program of a contactpersoon says so (RFC 2634).
        case personalReceipt
        /// A message that proves later steps.
        case answer(UniqueID, [ReceiptStep])
    }

    /// How a message stands in what is signed.
    enum Form {
        /// It is what is signed.
        case bare
        /// It is an attachment of a mail, in base64.
        case attachment
        /// As a mail program wrote it.
        case other
    }

    let kind: Kind
    /// What the names of its files begin with.
    let name: String
    let signed: [UInt8]
    /// Nil when no edition that is kept has the certificate.
    let signer: EvidenceSigners.Found?

    var certificateFile: String { "\(name)-signer.pem" }

    var form: Form {
        let type = "content-type: application/cloudevents+json"
        let blocks = String(decoding: signed, as: UTF8.self).lowercased().components(separatedBy: "\r\n\r\n")
        if blocks.dropFirst().first?.contains(type) ?? false { return .bare }
        let isAttached = blocks.contains { $0.contains(type) && $0.contains("content-transfer-encoding: base64") }
        return isAttached ? .attachment : .other
    }

    var files: [(name: String, bytes: [UInt8])] {
        [("\(name).eml", signed)] + (signer.map { [(certificateFile, Array($0.certificate.pem.utf8))] } ?? [])
    }
}
