internal import Schemas

/// A contactpersoon who is added to a draft.
public struct NewContactpersoon: Sendable {
    public let name: String
    public let mail: String
    public let keys: [NewKey]

    public init(name: String, mail: String, keys: [NewKey]) {
        self.name = name
        self.mail = mail
        self.keys = keys
    }

    var tree: JSONTree {
        ["name": .string(name), "mail": .string(mail), "keys": .array(keys.map(\.tree))]
    }
}
