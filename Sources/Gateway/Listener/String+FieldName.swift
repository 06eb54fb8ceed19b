extension String {
    /// Whether both name the same header field: they differ in the case of ASCII letters at most (RFC 9110, 5.1).
    func isFieldName(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let (own, others) = (utf8.span, other.utf8.span)
        for place in own.indices where Self.lowercased(own[place]) != Self.lowercased(others[place]) { return false }
        return true
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
