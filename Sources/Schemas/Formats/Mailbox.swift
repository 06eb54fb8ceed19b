/// Addresses of mail.
enum Mailbox {
    /// Formats `email` (RFC 5321 section 4.1.2, Mailbox) and `idn-email` (RFC 6531 section 3.3): a dotted or quoted
    /// local part of at most 64 bytes, `@`, and a host name or an address literal.
    static func isValid(_ text: Span<UInt8>, international: Bool) -> Bool {
        guard let at = lastAt(in: text), (1...64).contains(at), at + 1 < text.count else { return false }
        let local = text.extracting(0..<at)
        let isLocal = local.has("\"", at: 0) ? isQuoted(local, international) : isDotted(local, international)
        return isLocal && isDomain(text.extracting((at + 1)..<text.count), international)
    }

    private static func lastAt(in text: Span<UInt8>) -> Int? {
        text.indices.reversed().first { text.has("@", at: $0) }
    }

    /// Dot-string: atoms of the characters that RFC 5322 section 3.2.3 calls atext, with single dots between them.
    private static func isDotted(_ text: Span<UInt8>, _ international: Bool) -> Bool {
        guard !text.has(".", at: 0), !text.has(".", at: text.count - 1) else { return false }
        for index in text.indices {
            if text.has(".", at: index) {
                guard !text.has(".", at: index + 1) else { return false }
            } else {
                guard isAtomText(text[index]) || (international && text[index] >= 0x80) else { return false }
            }
        }
        return true
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), 0x23...0x27, UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"), 0x5E...0x60, 0x7B...0x7E:
            true
        default: byte.isLetterOrDigit
        }
    }

    /// Quoted-string: printable characters and spaces; a backslash protects the next one.
    private static func isQuoted(_ text: Span<UInt8>, _ international: Bool) -> Bool {
        guard text.count >= 2, text.has("\"", at: text.count - 1) else { return false }
        var index = 1
        let end = text.count - 1
        while index < end {
            if text.has("\\", at: index) {
                index += 1
                guard index < end, (0x20...0x7E).contains(text[index]) else { return false }
            } else {
                let byte = text[index]
                guard byte != UInt8(ascii: "\""), (0x20...0x7E).contains(byte) || (international && byte >= 0x80)
                else { return false }
            }
            index += 1
        }
        return true
    }

    private static func isDomain(_ text: Span<UInt8>, _ international: Bool) -> Bool {
        if text.has("[", at: 0), text.has("]", at: text.count - 1) {
            return isAddressLiteral(text.extracting(1..<(text.count - 1)))
        }
        return international ? Hostname.isValidInternational(text) : Hostname.isValid(text)
    }

    /// An IPv4 address, or an IPv6 address behind `IPv6:`. No other kind of literal has been registered.
    private static func isAddressLiteral(_ text: Span<UInt8>) -> Bool {
        let tag = "ipv6:".utf8
        let isTagged = text.count > tag.count && zip(0..., tag).allSatisfy { text[$0] | 0x20 == $1 | 0x20 }
        return isTagged
            ? IPAddress.isVersion6(text.extracting(tag.count..<text.count), .mail) : IPAddress.isVersion4(text, .mail)
    }
}
