import Schemas
import Testing

extension JSONTree {
    /// This tree with the value at a pointer replaced or added; `-` as last token appends to a list.
    func setting(_ pointer: String, _ value: JSONTree) throws -> JSONTree {
        try editing(try #require(JSONPointer(pointer)).tokens[...], value)
    }

    func removing(_ pointer: String) throws -> JSONTree {
        try editing(try #require(JSONPointer(pointer)).tokens[...], nil)
    }

    private func editing(_ tokens: ArraySlice<String>, _ value: JSONTree?) throws -> JSONTree {
        guard let token = tokens.first else { return try #require(value) }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var members):
            let index = members.firstIndex { $0.key == token }
            if rest.isEmpty, value == nil {
                members.remove(at: try #require(index))
            } else if let index {
                members[index] = JSONMember(token, try members[index].value.editing(rest, value))
            } else {
                #expect(rest.isEmpty)
                members.append(JSONMember(token, try #require(value)))
            }
            return .object(members)
        case .array(var elements):
            if token == "-" {
                elements.append(try #require(value))
            } else {
                let index = try #require(Int(token))
                try #require(elements.indices.contains(index))
                if rest.isEmpty, value == nil {
                    elements.remove(at: index)
                } else {
                    elements[index] = try elements[index].editing(rest, value)
                }
            }
            return .array(elements)
        default:
            Issue.record("no such place")
            return self
        }
    }
}
