internal import Envelope
internal import Foundation
internal import Schemas

/// A directory for commands that work with files: people and parties are named, and which keys are meant follows from their state.
struct NamedDirectory {
    /// What the directory decides, so that it can't be given beside it.
    private static let decided = ["cert", "to", "to-role", "signer", "suite", "rsa15", "dual-use"]

    let directory: Directory
    let routing: RoutingTable

    /// - Returns: nil without `--directory`, and when that names an edition alone.
    /// - Throws: `CommandError` for what is no directory, and for options that the directory answers.
    init?(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) {
        guard let path = arguments.value("directory"), ChainReference(path) == nil else { return nil }
        if let option = Self.decided.first(where: { arguments.has($0) }) {
            throw .usage("--\(option) goes without --directory", remedy: "it follows from the directory")
        }
        let folder = NodeFolder(path)
        if access(folder.configurationFile, F_OK) == 0 {
            let snapshot = try NodeDirectory(try folder.configuration(on: console), on: console).snapshot()
            (directory, routing) = (snapshot.directory, snapshot.routing)
        } else {
            let file = try DirectoryFile.read(path, on: console)
            guard !file.isDraft else {
                throw .refused("\(path) is a draft", remedy: "directory sign makes an edition of it")
            }
            directory = file.directory.revoking(file.directory.takenBack)
            routing = RoutingTable(try ProfileSource.profile(arguments, on: console))
        }
    }

    /// - Parameter text: an OIN, or the name as it stands in the directory.
    func party(_ text: String) throws(CommandError) -> Party {
        if let oin = OIN(text), let party = directory.party(oin) { return party }
        let found = directory.parties.filter { $0.name.lowercased() == text.lowercased() }
        guard found.count == 1, let party = found.first else {
            throw .refused(
                found.isEmpty ? "no party \(text) is in the directory" : "several parties are called \(text)",
                remedy: found.isEmpty
                    ? Suggestion.sentence(for: text, among: directory.parties.map(\.name)) : "give the OIN")
        }
        return party
    }

    /// - Parameter mail: of a contactpersoon of whichever party.
    func person(_ mail: String) throws(CommandError) -> (party: Party, person: Contactpersoon) {
        let mail = mail.lowercased()
        let found = directory.parties.compactMap { party in party.contactpersoon(mail: mail).map { (party, $0) } }
        guard found.count == 1, let one = found.first else {
            throw .refused(
                found.isEmpty
                    ? "\(mail) is no contactpersoon in the directory"
                    : "\(mail) stands in the directory for several parties",
                remedy: found.isEmpty ? "weerthuis directory show lists them" : "give the certificates instead")
        }
        guard !directory.isSuspended(one.0.oin) else {
            throw .refused("\(one.0.name) is suspended: its entry breaks a rule", remedy: "ask the administrator")
        }
        return one
    }

    /// How a message goes from one party to another now.
    ///
    /// - Throws: `CommandError.refused` with the findings when it may not go there, or nobody there can open it.
    func delivery(
        of type: String, from sender: Party, to receiver: Party, at now: UTCTime, on console: any Console
    ) throws(CommandError) -> Delivery {
        guard routing.permits(type, from: sender.role, to: receiver.role) else {
            throw .refused("\(type) does not go from a \(sender.role) to a \(receiver.role)")
        }
        switch routing.delivery(from: sender.oin, to: receiver.oin, message: type, in: directory, at: now) {
        case .refused(let findings): throw .refused(findings.map(\.description).joined(separator: "\n"))
        case .deliveries(let deliveries, let notices):
            for notice in notices { console.note("\(notice)") }
            guard let delivery = deliveries.first else { throw .refused("nobody of \(receiver.name) can open it") }
            return delivery
        }
    }

    /// The entry of a private key that a person has.
    ///
    /// - Parameter now: when it is used: to sign now, or to open what was received then.
    func key(
        _ use: KeyUse, of person: Contactpersoon, _ publicKey: PublicKey, at now: UTCTime
    ) throws(CommandError) -> (entry: DirectoryKey, certificate: Certificate) {
        let entries = person.keys.filter { $0.use == use }
        let found = entries.lazy.compactMap { entry in
            (try? entry.certificate.certificate()).map { (entry, $0) }
        }.first { $0.1.publicKey == publicKey }
        guard let found else {
            throw .refused(
                "the private key is no \(use.rawValue) key of \(person.mail) in the directory",
                remedy: entries.isEmpty ? "there is none; see keys rotate" : "give the key that belongs to it")
        }
        let life = found.0.life
        let counts = use == .signing ? life.state(at: now) == .active : life.isAccepted(at: now)
        guard counts else {
            throw .refused(
                "the \(use.rawValue) key of \(person.mail) is \(Self.words(life, at: now))",
                remedy: "use the one that is active now; weerthuis directory show lists them")
        }
        return found
    }

    private static func words(_ life: KeyLife, at now: UTCTime) -> String {
        let state = life.state(at: now)
        return switch state {
        case .next: "not in use before \(life.activeFrom)"
        case .active: state.rawValue
        case .retiring, .gone, .revoked: "\(state.rawValue) since \(life.since(state) ?? now)"
        }
    }
}
