internal import Schemas

/// What a partner's software can't do otherwise. Only for parties with suite `cbc`.
public struct Allowances: Hashable, Sendable {
    /// Content keys may be wrapped with RSA PKCS #1 v1.5.
    public let rsa15: Bool
    /// One certificate may serve both signing and encryption.
    public let dualUse: Bool
    /// The product holds one certificate per partner: it is this contactpersoon's (mail address), who alone receives.
    public let oneCertificate: String?

    public static let none = Allowances(rsa15: false, dualUse: false, oneCertificate: nil)

    /// As the document of an edition has it.
    var tree: JSONTree {
        var members = [JSONMember("rsa15", .bool(rsa15)), JSONMember("dualUse", .bool(dualUse))]
        if let oneCertificate { members.append(JSONMember("oneCertificate", .string(oneCertificate))) }
        return .object(members)
    }
}
