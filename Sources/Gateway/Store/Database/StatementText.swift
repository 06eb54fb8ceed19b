/// A statement as the key to its prepared form. Texts are long and few: their length tells most of them apart, and equal ones
/// are mostly the same constant, so neither hashing nor comparing goes through all of it.
struct StatementText: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
}
