internal import Envelope

/// How far mailboxes were read. Who takes a mail is decided here, so that several readers take each mail once.
extension Store {
    /// Seconds after which a mail that somebody took and did not finish may be taken again.
    private static let lease: Int64 = 900

    /// The UID up to which everything was dealt with; 0 for a mailbox that is new, or was numbered anew.
    func mailboxPosition(_ mailbox: String, validity: UInt32) throws(StoreError) -> UInt32 {
        try readers.read { (connection) throws(StoreError) in
            let found = try connection.first(
                "SELECT uid FROM mailbox WHERE name = ? AND validity = ?", .text(mailbox), .integer(Int64(validity))
            ) { (row) throws(StoreError) in row.integer(0) }
            return found.flatMap { UInt32(exactly: $0) } ?? 0
        }
    }

    /// Takes mails to deal with them.
    ///
    /// - Returns: those that nobody else has, and that were not dealt with.
    func take(_ mails: [MailPlace], at now: UTCTime) async throws(StoreError) -> Set<MailPlace> {
        try await writer.write(.mailbox) { (connection) throws(StoreError) in
            var taken: Set<MailPlace> = []
            for mail in mails where try Self.isFree(mail, at: now, connection) {
                try connection.execute(
                    "INSERT INTO mail VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET taken = excluded.taken",
                    .text(mail.mailbox), .integer(Int64(mail.validity)), .integer(Int64(mail.uid)), SQLValue(now))
                taken.insert(mail)
            }
            return taken
        }
    }

    /// Everything up to a mail was dealt with and moved away; mails that could not be dealt with now are free again.
    func finish(upTo mail: MailPlace?, givingBack rest: Set<MailPlace>) async throws(StoreError) {
        guard mail != nil || !rest.isEmpty else { return }
        try await writer.write(.mailbox) { (connection) throws(StoreError) -> Void in
            if let mail { try Self.finish(upTo: mail, connection) }
            for one in rest {
                try connection.execute(
                    "DELETE FROM mail WHERE mailbox = ? AND validity = ? AND uid = ?", .text(one.mailbox),
                    .integer(Int64(one.validity)), .integer(Int64(one.uid)))
            }
        }
    }

    /// After a start: what the last process took and did not finish is free again.
    func giveBackAllMail() async throws(StoreError) {
        try await writer.write(.mailbox) { (connection) throws(StoreError) -> Void in
            _ = try connection.execute("DELETE FROM mail")
        }
    }

    private static func isFree(
        _ mail: MailPlace, at now: UTCTime, _ connection: Connection
    ) throws(StoreError) -> Bool {
        let known = try connection.first(
            "SELECT uid FROM mailbox WHERE name = ? AND validity = ?", .text(mail.mailbox),
            .integer(Int64(mail.validity))
        ) { (row) throws(StoreError) in row.integer(0) }
        if let known, known >= Int64(mail.uid) { return false }
        let taken = try connection.first(
            "SELECT taken FROM mail WHERE mailbox = ? AND validity = ? AND uid = ?", .text(mail.mailbox),
            .integer(Int64(mail.validity)), .integer(Int64(mail.uid))
        ) { (row) throws(StoreError) in row.time(0) }
        guard let taken else { return true }
        return taken <= now.adding(seconds: -lease) || taken > now
    }

    private static func finish(upTo mail: MailPlace, _ connection: Connection) throws(StoreError) {
        try connection.execute(
            """
            INSERT INTO mailbox VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET
            uid = CASE WHEN validity = excluded.validity THEN max(uid, excluded.uid) ELSE excluded.uid END,
            validity = excluded.validity
            """, .text(mail.mailbox), .integer(Int64(mail.validity)), .integer(Int64(mail.uid)))
        try connection.execute(
            "DELETE FROM mail WHERE mailbox = ? AND (validity <> ? OR uid <= ?)", .text(mail.mailbox),
            .integer(Int64(mail.validity)), .integer(Int64(mail.uid)))
    }
}
