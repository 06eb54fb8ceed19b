/// Equality of JSON values: numbers by value, objects without regard to order (JSON Schema Core section 4.2.2).
enum JSONEquality {
    /// Recursion is bounded by the depth of the documents.
    static func areEqual(_ left: JSONContent, _ leftNode: Int, _ right: JSONContent, _ rightNode: Int) -> Bool {
        let node = left.nodes[leftNode]
        let other = right.nodes[rightNode]
        switch node.kind {
        case .null, .true, .false: return node.kind == other.kind
        case .plain, .escaped: return other.isString && left.bytes(of: node).equals(right.bytes(of: other))
        case .integer, .decimal:
            return other.isNumber && Decimal(left.bytes(of: node)) == Decimal(right.bytes(of: other))
        case .array:
            return other.kind == .array && node.place == other.place
                && elementsAreEqual(left, leftNode, right, rightNode)
        case .object:
            return other.kind == .object && node.place == other.place
                && membersAreEqual(left, leftNode, right, rightNode)
        }
    }

    /// A hash that equal values share, under a key of this process.
    static func hash(_ content: JSONContent, _ index: Int) -> Int {
        var hasher = Hasher()
        let node = content.nodes[index]
        switch node.kind {
        case .null, .true, .false: hasher.combine(node.kind.rawValue)
        case .plain, .escaped: hasher.combine(bytes: UnsafeRawBufferPointer(content.bytes(of: node)))
        case .integer, .decimal: Decimal(content.bytes(of: node)).hash(into: &hasher)
        case .array:
            var child = index + 1
            while child < node.extent {
                hasher.combine(hash(content, child))
                child = content.next(after: child)
            }
        case .object: hasher.combine(sumOfMembers(content, index))
        }
        return hasher.finalize()
    }

    private static func sumOfMembers(_ content: JSONContent, _ index: Int) -> Int {
        var sum = 0
        var key = index + 1
        while key < content.nodes[index].extent {
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(content.bytes(at: key)))
            hasher.combine(hash(content, key + 1))
            sum &+= hasher.finalize()
            key = content.next(after: key + 1)
        }
        return sum
    }

    private static func elementsAreEqual(
        _ left: JSONContent, _ leftNode: Int, _ right: JSONContent, _ rightNode: Int
    ) -> Bool {
        var child = leftNode + 1
        var other = rightNode + 1
        while child < left.nodes[leftNode].extent {
            guard areEqual(left, child, right, other) else { return false }
            child = left.next(after: child)
            other = right.next(after: other)
        }
        return true
    }

    /// As long as the keys come in the same order they are compared as they come; the others, from there on, sorted. So
    /// no value is compared twice, however deep the order differs.
    private static func membersAreEqual(
        _ left: JSONContent, _ leftNode: Int, _ right: JSONContent, _ rightNode: Int
    ) -> Bool {
        var key = leftNode + 1
        var other = rightNode + 1
        while key < left.nodes[leftNode].extent {
            guard left.bytes(at: key).equals(right.bytes(at: other)) else {
                return sortedAreEqual(
                    left, key..<left.nodes[leftNode].extent, right, other..<right.nodes[rightNode].extent)
            }
            guard areEqual(left, key + 1, right, other + 1) else { return false }
            key = left.next(after: key + 1)
            other = right.next(after: other + 1)
        }
        return true
    }

    private static func sortedAreEqual(
        _ left: JSONContent, _ leftNodes: Range<Int>, _ right: JSONContent, _ rightNodes: Range<Int>
    ) -> Bool {
        zip(sortedKeys(left, leftNodes), sortedKeys(right, rightNodes)).allSatisfy { key, other in
            left.bytes(at: key).equals(right.bytes(at: other)) && areEqual(left, key + 1, right, other + 1)
        }
    }

    /// The keys of the members that take up these nodes.
    private static func sortedKeys(_ content: JSONContent, _ nodes: Range<Int>) -> [Int] {
        var keys: [Int] = []
        var key = nodes.lowerBound
        while key < nodes.upperBound {
            keys.append(key)
            key = content.next(after: key + 1)
        }
        return keys.sorted { content.bytes(at: $0).precedes(content.bytes(at: $1)) }
    }
}
