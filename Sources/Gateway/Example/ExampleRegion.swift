internal import Envelope
internal import Schemas

/// What an example region consists of, read from its description: authority, administrator, and parties with their
/// contactpersonen.
struct ExampleRegion {
    /// The rule of two (afspraak 3g).
    private static let mostContacts = 2

    /// The name of the region.
    let name: String
    /// The name of the profile that its directory is for.
    let profile: String
    let authorityName: String
    /// The organisation of the authority and of the administrator's keys.
    let organization: String
    /// The person who signs the directory.
    let administratorName: String
    let parties: [ExampleParty]

    /// Reads the description.
    init(_ content: [UInt8], path: String) throws(CommandError) {
        let reader = try ExampleMembers(content, path: path)
        name = try reader.text("region")
        profile = try reader.text("profile")
        let authority = try reader.object("authority")
        authorityName = try authority.text("name")
        organization = try authority.text("organisation")
        administratorName = try authority.text("administrator")
        parties = try reader.list("parties").map { (party) throws(CommandError) in try Self.party(party) }
    }

    init(
        name: String, profile: String, authority: (name: String, organization: String, administrator: String),
        parties: [ExampleParty]
    ) {
        self.name = name
        self.profile = profile
        authorityName = authority.name
        organization = authority.organization
        administratorName = authority.administrator
        self.parties = parties
    }

    /// The same region with every node at other ports.
    func moved(to port: () throws(CommandError) -> UInt16) throws(CommandError) -> ExampleRegion {
        var moved: [ExampleParty] = []
        for party in parties { moved.append(party.at(port: try port(), localPort: try port())) }
        return ExampleRegion(
            name: name, profile: profile, authority: (authorityName, organization, administratorName), parties: moved)
    }

    private static func party(_ members: ExampleMembers) throws(CommandError) -> ExampleParty {
        let contacts = try members.list("contactpersonen").map { (contact) throws(CommandError) in
            ExampleParty.Contact(
                file: try contact.fileName("file"), name: try contact.text("name"), mail: try contact.text("mail"))
        }
        guard (1...mostContacts).contains(contacts.count) else {
            throw .refused("\(members.path): a party has 1 or 2 contactpersonen (afspraak 3g), not \(contacts.count)")
        }
        guard let oin = OIN(try members.text("oin")) else { throw .refused("\(members.path)/oin must be 20 digits") }
        return ExampleParty(
            folder: try members.fileName("folder"), organization: try members.text("organisation"), oin: oin,
            role: try members.text("role"), codes: try members.texts("codes"),
            suite: try SuiteName.parse(try members.optionalText("suite")),
            receivesCBC: try members.flag("receivesCbc"),
            algorithm: try KeyAlgorithmName.parse(try members.text("algorithm")), port: try members.port("port"),
            localPort: try members.port("localPort"), contacts: contacts)
    }
}
