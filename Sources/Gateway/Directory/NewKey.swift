public import Envelope
internal import Foundation
internal import Schemas

/// A key that is added to a draft.
public struct NewKey: Sendable {
    public let use: KeyUse
    public let certificate: Certificate
    public let activeFrom: UTCTime

    public init(_ use: KeyUse, _ certificate: Certificate, activeFrom: UTCTime) {
        self.use = use
        self.certificate = certificate
        self.activeFrom = activeFrom
    }

    var tree: JSONTree {
        [
            "use": .string(use.rawValue), "certificate": .string(Data(certificate.encoded).base64EncodedString()),
            "active": .string(activeFrom.description),
        ]
    }
}
