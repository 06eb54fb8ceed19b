import Schemas

/// Changing JSON in tests.
extension JSONTree {
    init(text: String) throws { self.init(try JSONDocument(parsing: text).root) }
    init(bytes: [UInt8]) throws { self.init(try JSONDocument(parsing: bytes).root) }

    var text: String { String(decoding: encoded(), as: UTF8.self) }

    func value(at pointer: JSONPointer) -> JSONTree? {
        var value: JSONTree? = self
        for token in pointer.tokens {
            switch value {
            case .object(let members): value = members.first { $0.key == token }?.value
            case .array(let elements): value = Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            default: return nil
            }
        }
        return value
    }

    /// With another value at a place; a member that isn't there is added. Nil removes.
    func setting(_ pointer: JSONPointer, to new: JSONTree?) -> JSONTree {
        setting(pointer.tokens[...], to: new) ?? .null
    }

    private func setting(_ tokens: ArraySlice<String>, to new: JSONTree?) -> JSONTree? {
        guard let token = tokens.first else { return new }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var members):
            let index = members.firstIndex { $0.key == token }
            let value = (index.map { members[$0].value } ?? .object([])).setting(rest, to: new)
            if let index { members.remove(at: index) }
            if let value { members.insert(JSONMember(token, value), at: index ?? members.count) }
            return .object(members)
        case .array(var elements):
            guard let index = Int(token), elements.indices.contains(index) else { return self }
            let value = elements[index].setting(rest, to: new)
            elements.remove(at: index)
            if let value { elements.insert(value, at: index) }
            return .array(elements)
        default: return self
        }
    }

    /// The places of all scalars.
    var leaves: [JSONPointer] {
        switch self {
        case .object(let members):
            members.flatMap { member in member.value.leaves.map { JSONPointer(tokens: [member.key] + $0.tokens) } }
        case .array(let elements):
            elements.enumerated().flatMap { index, element in
                element.leaves.map { JSONPointer(tokens: [String(index)] + $0.tokens) }
            }
        default: [.root]
        }
    }

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}
