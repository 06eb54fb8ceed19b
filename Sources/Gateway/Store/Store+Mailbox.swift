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

    /// Takes a mail to deal with it.
    ///
    /// - Returns: false when somebody else has it, or it was dealt with.
    func take(_ mail: MailPlace, at now: UTCTime) async throws(StoreError) -> Bool {
        try await writer.write(.mailbox) { (connection) throws(StoreError) in
            let known = try connection.first(
                "SELECT uid FROM mailbox WHERE name = ? AND validity = ?", .text(mail.mailbox),
                .integer(Int64(mail.validity))
            ) { (row) throws(StoreError) in row.integer(0) }
            if let known, known >= Int64(mail.uid) { return false }
            let taken = try connection.first(
                "SELECT taken FROM mail WHERE mailbox = ? AND validity = ? AND uid = ?", .text(mail.mailbox),
                .integer(Int64(mail.validity)), .integer(Int64(mail.uid))
            ) { (row) throws(StoreError) in row.time(0) }
            if let taken, taken > now.adding(seconds: -Self.lease), taken <= now { return false }
            try connection.execute(
                "INSERT INTO mail VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET taken = excluded.taken",
                .text(mail.mailbox), .integer(Int64(mail.validity)), .integer(Int64(mail.uid)), SQLValue(now))
            return true
        }
    }

    /// Gives a mail back that could not be dealt with now.
    func giveBack(_ mail: MailPlace) async throws(StoreError) {
        try await writer.write(.mailbox) { (connection) throws(StoreError) -> Void in
            try connection.execute(
                "DELETE FROM mail WHERE mailbox = ? AND validity = ? AND uid = ?", .text(mail.mailbox),
                .integer(Int64(mail.validity)), .integer(Int64(mail.uid)))
        }
    }

    /// Everything up to this mail was dealt with and moved away.
    func finish(upTo mail: MailPlace) async throws(StoreError) {
        try await writer.write(.mailbox) { (connection) throws(StoreError) -> Void in
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

    /// After a start: what the last process took and did not finish is free again.
    func giveBackAllMail() async throws(StoreError) {
        try await writer.write(.mailbox) { (connection) throws(StoreError) -> Void in
            _ = try connection.execute("DELETE FROM mail")
        }
    }
}
