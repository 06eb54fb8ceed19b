/// How many messages are in each state. What one group of writes changes is added up and written once.
struct TallyTable {
    let connection: Connection

    /// Notes that a message came into a state, from another one unless it is new.
    func note(_ state: String, from earlier: String?) {
        guard state != earlier else { return }
        connection.notes.tally[state, default: 0] += 1
        if let earlier { connection.notes.tally[earlier, default: 0] -= 1 }
    }

    /// Writes what was noted, at the end of the transaction.
    func write() throws(StoreError) {
        for (state, change) in connection.notes.tally where change != 0 {
            try connection.execute(
                "INSERT INTO tally VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
                .text(state), SQLValue(change))
        }
    }
}
