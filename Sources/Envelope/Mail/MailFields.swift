/// The fields of a mail's header that say who and what, each read strictly and at most once.
struct MailFields {
    private let values: [String: String]
    private let counts: [String: Int]

    private static let names: [StaticString] = ["from", "to", "message-id", "in-reply-to", "subject"]

    init(_ entity: MIMEEntity, in bytes: Span<UInt8>) {
        var values: [String: String] = [:]
        var counts: [String: Int] = [:]
        for name in Self.names {
            values["\(name)"] = entity.field(name, in: bytes)
            counts["\(name)"] = entity.count(of: name, in: bytes)
        }
        self.values = values
        self.counts = counts
    }

    func has(_ name: String) -> Bool { counts[name, default: 0] > 0 }

    /// The one address in From.
    func from() throws(MailError) -> String {
        guard counts["from"] == 1, let value = values["from"], let addresses = MailAddressList.read(value),
            addresses.count == 1
        else { throw MailError(.from) }
        return addresses[0]
    }

    func to() throws(MailError) -> [String] {
        guard counts["to"] == 1, let value = values["to"], let addresses = MailAddressList.read(value) else {
            throw MailError(.to)
        }
        return addresses
    }

    /// Nil when it is absent.
    func optional(_ name: String) throws(MailError) -> String? {
        guard counts[name, default: 0] <= 1 else { throw MailError(.field, name) }
        return values[name]
    }
}
