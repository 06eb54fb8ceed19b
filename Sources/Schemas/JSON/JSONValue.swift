/// A value inside a document: a light view that keeps the document alive.
public struct JSONValue: Sendable {
    public let document: JSONDocument
    let index: Int

    /// Of a key or a scalar, with what stands between two of them.
    private static let usualByteCount = 24

    private var node: JSONNode { document.nodes[index] }

    public var kind: JSONKind {
        switch node.kind {
        case .null: .null
        case .true, .false: .bool
        case .integer, .decimal: .number
        case .plain, .escaped: .string
        case .array: .array
        case .object: .object
        }
    }

    public var isNull: Bool { node.kind == .null }

    /// Nil when the value is no boolean; likewise below.
    public var bool: Bool? {
        switch node.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    public var string: String? {
        guard node.isString else { return nil }
        return text
    }

    public var number: JSONNumber? {
        guard node.isNumber else { return nil }
        return JSONNumber(bytes: Array(document.source[node.place..<node.place + node.extent]))
    }

    /// The number of elements or members; 0 for a scalar.
    public var count: Int { node.kind == .array || node.kind == .object ? node.place : 0 }

    /// The elements of an array in order; empty when the value is no array.
    public var elements: [JSONValue] {
        guard node.kind == .array else { return [] }
        var elements: [JSONValue] = []
        elements.reserveCapacity(count)
        var index = index + 1
        for _ in 0..<count {
            elements.append(JSONValue(document: document, index: index))
            index = document.nodes[index].next(after: index)
        }
        return elements
    }

    /// The members of an object in the order of the text; empty when the value is no object.
    public var members: [(key: String, value: JSONValue)] {
        guard node.kind == .object else { return [] }
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(count)
        var index = index + 1
        for _ in 0..<count {
            let value = JSONValue(document: document, index: index + 1)
            members.append((JSONValue(document: document, index: index).text, value))
            index = document.nodes[index + 1].next(after: index + 1)
        }
        return members
    }

    /// The member with this key; nil when there is none or the value is no object.
    public subscript(_ key: String) -> JSONValue? {
        guard node.kind == .object else { return nil }
        var index = index + 1
        for _ in 0..<count {
            if JSONValue(document: document, index: index).isText(key) {
                return JSONValue(document: document, index: index + 1)
            }
            index = document.nodes[index + 1].next(after: index + 1)
        }
        return nil
    }

    /// The element at this position from 0; nil when there is none or the value is no array.
    public subscript(_ position: Int) -> JSONValue? {
        guard node.kind == .array, position >= 0, position < count else { return nil }
        var index = index + 1
        for _ in 0..<position { index = document.nodes[index].next(after: index) }
        return JSONValue(document: document, index: index)
    }

    /// The value that the pointer leads to from here (RFC 6901 section 4); nil when there is none.
    public func value(at pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            let next = value.node.kind == .array ? JSONPointer.position(token).flatMap { value[$0] } : value[token]
            guard let next else { return nil }
            value = next
        }
        return value
    }

    /// The value in the form of ``JSONTree/encoded()``.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(document.source.count, nodeCount * Self.usualByteCount))
        document.withContent { _ = $0.encode(at: index, into: &bytes) }
        return bytes
    }

    /// The number of nodes of this value with everything inside it.
    var nodeCount: Int { node.next(after: index) - index }

    private var text: String {
        let buffer = node.kind == .escaped ? document.decoded : document.source
        return String(decoding: buffer[node.place..<node.place + node.extent], as: UTF8.self)
    }

    private func isText(_ other: String) -> Bool {
        let buffer = node.kind == .escaped ? document.decoded : document.source
        return other.utf8.count == node.extent
            && buffer[node.place..<node.place + node.extent].elementsEqual(other.utf8)
    }
}

extension JSONValue: Equatable {
    /// Equality by value: 1 and 1.0 are equal, and the order of members does not matter.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        left.document.withContent { content in
            right.document.withContent { JSONEquality.areEqual(content, left.index, $0, right.index) }
        }
    }
}
