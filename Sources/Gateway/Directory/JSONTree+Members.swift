internal import Schemas

/// Editing of documents that people edit too: members keep their order.
extension JSONTree {
    func member(_ key: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var elements: [JSONTree] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// This object with a member set; nil removes it.
    func with(_ key: String, _ value: JSONTree?) -> JSONTree {
        guard case .object(let members) = self else { return self }
        guard let value else { return .object(members.filter { $0.key != key }) }
        guard members.contains(where: { $0.key == key }) else { return .object(members + [JSONMember(key, value)]) }
        return .object(members.map { $0.key == key ? JSONMember(key, value) : $0 })
    }
}
