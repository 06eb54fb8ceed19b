/// Mail addresses as the directory takes them: ASCII, one `@`, a dot-atom on the left, a domain on the right.
enum MailText {
    private static let atoms = Set("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.".utf8)

    /// The address with its domain and local part in lower case, so that one mailbox has one text; nil when it is none.
    static func checked(_ text: String) -> String? {
        guard text.utf8.count <= 254 else { return nil }
        let address = text.lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(atoms.contains),
            !parts[0].hasPrefix("."), !parts[0].hasSuffix("."), !parts[0].contains(".."), isDomain(parts[1])
        else { return nil }
        return address
    }

    private static func isDomain(_ text: Substring) -> Bool {
        text.contains(".")
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
            }
    }
}
