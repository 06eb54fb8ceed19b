public import Envelope
internal import Foundation
internal import Schemas

/// A key that is added to a draft.
public struct NewKey: Sendable {
    public let use: KeyUse
    public let certificate: Certificate
    public let activeFrom: UTCTime
    /// Of an encryption key: the one suite that it opens; nil for the party's.
    public let suite: Suite?

    public init(_ use: KeyUse, _ certificate: Certificate, activeFrom: UTCTime, suite: Suite? = nil) {
        self.use = use
        self.suite = suite
        self.certificate = certificate
        self.activeFrom = activeFrom
    }

    var tree: JSONTree {
        let suite = suite.map { [JSONMember("suite", .string($0.rawValue))] } ?? []
        return .object(
            [JSONMember("use", .string(use.rawValue))] + suite + [
                JSONMember("certificate", .string(Data(certificate.encoded).base64EncodedString())),
                JSONMember("active", .string(activeFrom.description)),
            ])
    }
}
