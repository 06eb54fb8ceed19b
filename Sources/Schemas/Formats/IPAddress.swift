/// Addresses of the Internet Protocol as text.
enum IPAddress {
    /// How an address is written, where the standards differ.
    enum Style {
        /// RFC 2673 section 3.2 and RFC 4291 section 2.2, as in RFC 3986.
        case plain
        /// RFC 5321 section 4.1.3: numbers of IPv4 may have leading zeros, and `::` stands for two groups or more.
        case mail
    }

    /// Format `ipv4`, dotted quad: four numbers up to 255.
    static func isVersion4(_ text: Span<UInt8>, _ style: Style = .plain) -> Bool {
        var position = 0
        for part in 0..<4 {
            if part > 0 {
                guard text.has(".", at: position) else { return false }
                position += 1
            }
            let end = text.endOfDigits(from: position)
            guard (1...3).contains(end - position), let number = text.number(at: position..<end), number <= 255,
                style == .mail || end == position + 1 || !text.has("0", at: position)
            else { return false }
            position = end
        }
        return position == text.count
    }

    /// Format `ipv6`, without a zone: eight groups of up to four hexadecimal digits, of which one run may be left out
    /// as `::` and the last two may be written as an IPv4 address.
    static func isVersion6(_ text: Span<UInt8>, _ style: Style = .plain) -> Bool {
        guard text.count <= 45 else { return false }
        guard let gap = indexOfGap(text) else { return groups(in: text, style, mayEndInVersion4: true) == 8 }
        let left = groups(in: text.extracting(0..<gap), style, mayEndInVersion4: false)
        let right = groups(in: text.extracting((gap + 2)..<text.count), style, mayEndInVersion4: true)
        guard let left, let right else { return false }
        return left + right <= (style == .mail ? 6 : 7)
    }

    private static func indexOfGap(_ text: Span<UInt8>) -> Int? {
        text.indices.first { text.has(":", at: $0) && text.has(":", at: $0 + 1) }
    }

    /// The number of groups of 16 bits in a list with colons between them, which may be empty; nil when it is no list.
    private static func groups(in text: Span<UInt8>, _ style: Style, mayEndInVersion4: Bool) -> Int? {
        guard !text.isEmpty else { return 0 }
        var count = 0
        var position = 0
        while true {
            var end = position
            while end < text.count, text[end].isHexadecimal { end += 1 }
            if mayEndInVersion4, text.has(".", at: end) {
                return isVersion4(text.extracting(position..<text.count), style) ? count + 2 : nil
            }
            guard (1...4).contains(end - position) else { return nil }
            count += 1
            guard end < text.count else { return count }
            guard text.has(":", at: end) else { return nil }
            position = end + 1
        }
    }
}
