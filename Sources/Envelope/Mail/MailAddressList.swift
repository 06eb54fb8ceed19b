/// Reads the addresses of a From or To field (RFC 5322 section 3.4), strictly: `local@domain` or `name <local@domain>`, with commas
/// between them. Groups, comments, routes and quoted local parts are refused, because programs differ in how they read them.
enum MailAddressList {
    /// Addresses in one field.
    static let most = 50

    /// - Returns: the addresses in lower case, at least one; nil for anything else.
    static func read(_ value: String) -> [String]? {
        var addresses: [String] = []
        for item in split(Array(value.utf8)) ?? [] {
            guard addresses.count < most, let address = address(item) else { return nil }
            addresses.append(address)
        }
        return addresses.isEmpty ? nil : addresses
    }

    /// The items between the commas that stand outside quotes; nil when a quote is not closed.
    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        var items: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if byte == ASCII.backslash {
                guard isQuoted else { return nil }
                isEscaped = true
            } else if byte == ASCII.quote {
                isQuoted.toggle()
            } else if byte == comma, !isQuoted {
                items.append(bytes[start..<index])
                start = index + 1
            }
        }
        return isQuoted ? nil : items + [bytes[start...]]
    }

    private static func address(_ item: ArraySlice<UInt8>) -> String? {
        let item = trimmed(item)
        guard item.last == greater else { return plain(item) }
        guard let open = item.lastIndex(of: less), isName(trimmed(item[..<open])) else { return nil }
        return plain(item[(open + 1)..<(item.endIndex - 1)])
    }

    /// A display name: one quoted text, or words. An address in it is refused: some programs would show that one.
    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.first == ASCII.quote else {
            return !name.contains { "()<>@,;:\\\"[]".utf8.contains($0) }
        }
        let inner = name.dropFirst().dropLast()
        return name.count >= 2 && name.last == ASCII.quote && !inner.contains { "@<>\\\"".utf8.contains($0) }
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String? {
        let parts = bytes.split(separator: at, omittingEmptySubsequences: false)
        guard parts.count == 2, bytes.count <= 254, (1...64).contains(parts[0].count), !parts[1].isEmpty,
            parts[0].allSatisfy(isAtom), parts[1].allSatisfy(isDomain), isDotted(parts[0]), isDotted(parts[1])
        else { return nil }
        return String(decoding: bytes.map(ASCII.lowercased), as: UTF8.self)
    }

    private static func isDotted(_ part: ArraySlice<UInt8>) -> Bool {
        part.split(separator: dot, omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }

    private static func isAtom(_ byte: UInt8) -> Bool { isDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte) }

    private static func isDomain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, ASCII.hyphen, dot: true
        default: false
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, ASCII.isBlank(first) { bytes = bytes.dropFirst() }
        while let last = bytes.last, ASCII.isBlank(last) { bytes = bytes.dropLast() }
        return bytes
    }

    private static let comma = UInt8(ascii: ",")
    private static let less = UInt8(ascii: "<")
    private static let greater = UInt8(ascii: ">")
    private static let at = UInt8(ascii: "@")
    private static let dot = UInt8(ascii: ".")
}
