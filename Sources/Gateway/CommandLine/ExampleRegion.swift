internal import Envelope
internal import Schemas

/// What an example region consists of, read from its description: an authority, and parties with their contactpersonen.
struct ExampleRegion {
    struct Contact {
        let file: String
        let name: String
        let mail: String
    }

    struct Party {
        let folder: String
        let organization: String
        let number: String
        let algorithm: KeyAlgorithm
        let contacts: [Contact]
    }

    /// The rule of two (afspraak 3g).
    private static let mostContacts = 2

    let authorityName: String
    let authorityOrganization: String
    let parties: [Party]

    /// Reads the description; every member of it is required.
    init(_ content: [UInt8], path: String) throws(CommandError) {
        let reader = try Members(content, path: path)
        let authority = try reader.object("authority")
        authorityName = try authority.text("name")
        authorityOrganization = try authority.text("organisation")
        parties = try reader.list("parties").map { (party) throws(CommandError) in try Self.party(party) }
    }

    private static func party(_ members: Members) throws(CommandError) -> Party {
        let contacts = try members.list("contactpersonen").map { (contact) throws(CommandError) in
            Contact(
                file: try contact.fileName("file"), name: try contact.text("name"), mail: try contact.text("mail"))
        }
        guard (1...mostContacts).contains(contacts.count) else {
            throw .refused("\(members.path): a party has 1 or 2 contactpersonen (afspraak 3g), not \(contacts.count)")
        }
        return Party(
            folder: try members.fileName("folder"), organization: try members.text("organisation"),
            number: try members.text("oin"), algorithm: try KeyAlgorithmName.parse(try members.text("algorithm")),
            contacts: contacts)
    }

    /// The members of one object of the description, with its place for the errors.
    private struct Members {
        let value: JSONValue
        let path: String

        init(_ content: [UInt8], path: String) throws(CommandError) {
            do throws(JSONSyntaxError) {
                value = try JSONDocument(parsing: content).root
            } catch {
                throw .refused("\(path): \(error)")
            }
            self.path = path
        }

        private init(_ value: JSONValue, path: String) {
            self.value = value
            self.path = path
        }

        func text(_ key: String) throws(CommandError) -> String {
            guard let text = value[key]?.string else { throw .refused("\(path)/\(key) must be a string") }
            return text
        }

        /// A text that is safe as the name of a file or folder.
        func fileName(_ key: String) throws(CommandError) -> String {
            let text = try text(key)
            let isSafe = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
            guard isSafe, (1...64).contains(text.utf8.count) else {
                throw .refused("\(path)/\(key) must be lower-case letters, digits and hyphens")
            }
            return text
        }

        func object(_ key: String) throws(CommandError) -> Members {
            guard let object = value[key], object.kind == .object else {
                throw .refused("\(path)/\(key) must be an object")
            }
            return Members(object, path: "\(path)/\(key)")
        }

        func list(_ key: String) throws(CommandError) -> [Members] {
            guard let list = value[key], list.kind == .array else { throw .refused("\(path)/\(key) must be an array") }
            return list.elements.enumerated().map { Members($1, path: "\(path)/\(key)/\($0)") }
        }
    }
}
