internal import Envelope
internal import Schemas

/// The changes of a party's own facts that have a command.
extension DirectoryDraft {
    /// Sets members of a party's entry; nil removes one. What they must look like is checked when the draft is.
    mutating func set(_ members: [(String, JSONTree?)], of party: OIN) throws(DirectoryError) {
        try editParty(party) { entry throws(DirectoryError) in
            members.reduce(entry) { $0.with($1.0, $1.1) }
        }
    }

    /// Sets some of what a party is allowed; nil takes one back.
    mutating func set(allowances: [(String, JSONTree?)], of party: OIN) throws(DirectoryError) {
        guard !allowances.isEmpty else { return }
        try editParty(party) { entry throws(DirectoryError) in
            let all = allowances.reduce(entry.member("allowances") ?? [:]) { $0.with($1.0, $1.1) }
            return entry.with("allowances", all == [:] ? Optional.none : all)
        }
    }

    mutating func remove(_ oin: OIN) throws(DirectoryError) {
        let parties = tree.member("parties")?.elements ?? []
        let left = parties.filter { $0.member("oin")?.text != oin.description }
        guard left.count < parties.count else { throw Self.noParty(oin) }
        set("parties", .array(left))
    }

    static func noParty(_ oin: OIN) -> DirectoryError {
        DirectoryError(
            .missing, JSONPointer(tokens: ["parties"]),
            "there is no party with OIN \(oin); weerthuis directory show lists them")
    }
}
