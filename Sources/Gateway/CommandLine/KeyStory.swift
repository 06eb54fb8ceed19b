internal import Envelope
internal import Schemas

/// What the audit log says about one key: when it came, was asked for, approved, replaced, revoked and destroyed, and by whom.
struct KeyStory {
    /// 64 hexadecimal digits: the SHA-256 of its certificate.
    let name: String
    /// In the order of the log.
    let entries: [AuditEntry]

    /// Words after which a key is named in a sentence of the log.
    private static let namings: Set<Substring> = ["key", "by", "of", "certificate", "certificates", "and"]

    init(_ name: String, in store: Store) throws(StoreError) {
        self.name = name
        var found = try store.auditEntries(mentioning: name)
        var known: Set = [name]
        // From its successor's certificate to the public key that was asked for.
        for _ in 0..<2 {
            let others = Set(found.flatMap { Self.keys(in: $0.record.detail ?? "") }).subtracting(known)
            for other in others.sorted() {
                // Of other keys only who asked for them and who approved; their other changes are their own story.
                found += try store.auditEntries(mentioning: other).filter {
                    $0.record.action == .administer || $0.record.detail?.hasPrefix("party ") == false
                }
            }
            known.formUnion(others)
        }
        var seen: Set<UInt64> = []
        entries = found.sorted { $0.sequence < $1.sequence }.filter { seen.insert($0.sequence).inserted }
    }

    /// The keys that a sentence names; not those that signed the edition.
    static func keys(in sentence: String) -> [String] {
        let words = sentence.split(separator: " ").map { $0.prefix { $0.isHexDigit || $0.isLetter } }
        return zip(words, words.dropFirst()).compactMap { before, word in
            namings.contains(before) && word.count == 64 && word.allSatisfy(\.isHexDigit) ? String(word) : nil
        }
    }

    /// As people compare it: capital pairs with colons.
    static func shown(_ name: String) -> String {
        let digits = Array(name.uppercased())
        return stride(from: 0, to: digits.count, by: 2).map { String(digits[$0..<min($0 + 2, digits.count)]) }
            .joined(separator: ":")
    }

    var tree: JSONTree {
        [
            "certificate": .string(name),
            "log": .array(
                entries.map { entry in
                    [
                        "sequence": .number(JSONNumber(Int(entry.sequence))),
                        "time": .string(entry.record.time.description), "actor": .string(entry.record.actor),
                        "detail": .string(entry.record.detail ?? ""),
                    ]
                }),
        ]
    }
}
