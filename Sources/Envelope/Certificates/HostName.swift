/// The name or address of a TLS server as certificates hold it (RFC 5280, 4.2.1.6; RFC 9525).
enum HostName {
    /// - Throws: ``CertificateError/name(field:)`` for what is neither a DNS name in ASCII nor an IP address.
    static func checked(_ text: String) throws(CertificateError) -> String {
        guard address(text) != nil || isDomain(text) else { throw .name(field: "host") }
        return text
    }

    /// The 4 or 16 bytes of an address; nil for a name.
    ///
    /// IPv6 is read in the two forms that are needed here: eight groups, or one `::`.
    static func address(_ text: String) -> [UInt8]? {
        text.utf8.contains(UInt8(ascii: ":")) ? addressOfGroups(text) : addressOfDecimals(text)
    }

    /// The address as text, IPv6 without abbreviation but for `::1`.
    static func text(ofAddress bytes: [UInt8]) -> String? {
        switch bytes.count {
        case 4: return bytes.map { String($0) }.joined(separator: ".")
        case 16:
            if bytes == [UInt8](repeating: 0, count: 15) + [1] { return "::1" }
            let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
            return groups.map { String($0, radix: 16) }.joined(separator: ":")
        default: return nil
        }
    }

    private static func addressOfDecimals(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } && (1...3).contains(part.utf8.count) ? UInt8(part) : nil
        }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func addressOfGroups(_ text: String) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else {
            let groups = groups(text[...])
            return groups?.count == 16 ? groups : nil
        }
        guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
            head.count + tail.count < 16
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16)
            else { return nil }
            bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
        }
        return bytes.count <= 16 ? bytes : nil
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        // What ends in a number is an address, a wrong one.
        guard (1...253).contains(text.utf8.count), labels.last?.allSatisfy(\.isNumber) == false else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || byte == 0x2D
                }
        }
    }
}
