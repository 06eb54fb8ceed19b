public import Envelope
internal import Schemas

/// A party that is added to a draft. What its texts must look like is checked when the draft is.
public struct NewParty: Sendable {
    public let oin: OIN
    public let name: String
    public let role: String
    public let codes: [String]
    public let kvk: String?
    public let endpoint: Endpoint
    public let suite: Suite
    public let allowances: Allowances
    public let nodeKeys: [NewKey]

    public init(
        oin: OIN, name: String, role: String, codes: [String] = [], kvk: String? = nil, endpoint: Endpoint,
        suite: Suite = .gcm, allowances: Allowances = .none, nodeKeys: [NewKey] = []
    ) {
        self.oin = oin
        self.name = name
        self.role = role
        self.codes = codes
        self.kvk = kvk
        self.endpoint = endpoint
        self.suite = suite
        self.allowances = allowances
        self.nodeKeys = nodeKeys
    }

    var tree: JSONTree {
        var members = [
            JSONMember("oin", .string(oin.description)), JSONMember("name", .string(name)),
            JSONMember("role", .string(role)),
        ]
        if !codes.isEmpty { members.append(JSONMember("codes", .array(codes.map { .string($0) }))) }
        if let kvk { members.append(JSONMember("kvk", .string(kvk))) }
        members += [
            JSONMember("endpoint", .string(endpoint.description)), JSONMember("suite", .string(suite.rawValue)),
        ]
        if allowances != .none { members.append(JSONMember("allowances", allowances.tree)) }
        members += [
            JSONMember("nodeKeys", .array(nodeKeys.map(\.tree))), JSONMember("contactpersonen", []),
        ]
        return .object(members)
    }
}
