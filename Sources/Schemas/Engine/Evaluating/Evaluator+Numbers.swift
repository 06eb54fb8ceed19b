extension Evaluator {
    mutating func checkNumber(_ rule: Instruction, _ node: Int) -> Bool {
        let text = content.bytes(at: node)
        let isValid: Bool
        if rule.isSmall, content.nodes[node].kind == .integer, text.count <= 18 {
            isValid = Self.holds(rule.operation, Self.integer(text), rule.value)
        } else {
            isValid = Self.holds(rule.operation, Decimal(text), Decimal(constants.bytes(at: Int(rule.a))))
        }
        if isValid { return true }
        return fail(rule.keyword) { [constants] in
            .limit(of: rule.operation, JSONNumber(bytes: Array(constants.bytes(at: Int(rule.a)))))
        }
    }

    private static func holds(_ operation: Instruction.Operation, _ value: Int, _ limit: Int) -> Bool {
        switch operation {
        case .minimum: value >= limit
        case .exclusiveMinimum: value > limit
        case .maximum: value <= limit
        case .exclusiveMaximum: value < limit
        default: value % limit == 0
        }
    }

    private static func holds(_ operation: Instruction.Operation, _ value: Decimal, _ limit: Decimal) -> Bool {
        switch operation {
        case .minimum: value.compare(limit) >= 0
        case .exclusiveMinimum: value.compare(limit) > 0
        case .maximum: value.compare(limit) <= 0
        case .exclusiveMaximum: value.compare(limit) < 0
        default: value.isMultiple(of: limit)
        }
    }

    /// At most 18 characters of digits, perhaps with a minus.
    private static func integer(_ text: ByteString) -> Int {
        var value = 0
        for byte in text where byte != UInt8(ascii: "-") { value = value &* 10 &+ Int(byte &- UInt8(ascii: "0")) }
        return text[0] == UInt8(ascii: "-") ? -value : value
    }
}
