public import Envelope
public import Schemas

/// One message to one party: to whom exactly, how it is sealed, and which copy.
public struct Delivery: Sendable {
    /// A contactpersoon who can open it.
    public struct Addressee: Sendable {
        public let name: String
        public let mail: String
        /// For the sealer.
        public let recipient: Envelope.Recipient

        public var certificate: Certificate { recipient.certificate }
    }

    public let party: OIN
    public let role: String
    public let endpoint: Endpoint
    public let suite: Suite
    /// One or two.
    public let addressees: [Addressee]
    /// Fields that stand in other copies only, and are left out of this one.
    public let withheld: Set<JSONPointer>

    /// The data of this copy.
    ///
    /// - Parameter data: the message as it was filled in.
    public func copy(of data: JSONTree) -> JSONTree {
        withheld.reduce(data) { $0.removing($1.tokens[...]) }
    }

    /// The data of this copy, on one line of UTF-8.
    func encodedCopy(of data: JSONValue) -> [UInt8] {
        let isWhole = withheld.allSatisfy { data.value(at: $0) == nil }
        return isWhole ? data.encoded() : copy(of: JSONTree(data)).encoded()
    }
}

extension JSONMember {
    /// By its characters as they stand, as ``JSONValue`` looks a member up.
    fileprivate func isNamed(_ other: String) -> Bool { key.utf8.elementsEqual(other.utf8) }
}

extension JSONTree {
    /// Without the member that the tokens lead to through objects.
    fileprivate func removing(_ tokens: ArraySlice<String>) -> JSONTree {
        guard let key = tokens.first, case .object(let members) = self else { return self }
        let rest = tokens.dropFirst()
        guard !rest.isEmpty else { return .object(members.filter { !$0.isNamed(key) }) }
        return .object(members.map { $0.isNamed(key) ? JSONMember(key, $0.value.removing(rest)) : $0 })
    }
}
