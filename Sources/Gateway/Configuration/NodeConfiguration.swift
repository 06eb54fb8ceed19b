internal import Envelope
internal import Schemas

/// What a node is told in its `node.json`. Paths are absolute: relative ones are read from the node folder.
struct NodeConfiguration: Hashable, Sendable {
    let party: OIN
    /// The sending system in the source of every message.
    let system: String
    /// A demonstration, which accepts certificates of an example region.
    let demo: Bool
    let listen: ListenConfiguration
    let local: LocalConfiguration
    let store: StoreLocation
    /// The folder of the private keys.
    let keys: String
    let custody: KeyCustody
    let passphrase: PassphrasePlace
    let directory: DirectoryConfiguration
    let profile: ProfileConfiguration
    let delivery: DeliveryConfiguration
    let receiving: ReceivingConfiguration
    /// Nil for a node that has nothing to do with mail.
    let mail: MailConfiguration?
    let logLevel: LogLevel

    /// Reads the text of a `node.json`.
    ///
    /// - Parameters:
    ///   - folder: the node folder.
    ///   - path: the name of the file, for the error.
    /// - Throws: everything that is wrong with it, each with its place and remedy.
    init(parsing text: [UInt8], in folder: String, path: String) throws(ConfigurationError) {
        let document: JSONDocument
        do throws(JSONSyntaxError) { document = try JSONDocument(parsing: text) } catch {
            throw ConfigurationError(path: path, problems: [ConfigurationProblem(.syntax, .root, "\(error)")])
        }
        var draft = ConfigurationDraft(document.root, folder: folder)
        let party = draft.reader.required(NodeSettings.party)
        system = draft.reader.value(NodeSettings.system)
        demo = draft.reader.value(NodeSettings.demo)
        store = StoreLocation(folder: draft.path(NodeSettings.store))
        keys = draft.path(NodeSettings.keys)
        custody = draft.custody()
        passphrase = draft.passphrase()
        listen = draft.listen()
        local = draft.local()
        receiving = draft.receiving()
        directory = draft.directory()
        profile = draft.profile()
        delivery = draft.delivery()
        mail = draft.mail()
        logLevel = draft.reader.value(NodeSettings.logLevel)
        guard let party, draft.reader.problems.isEmpty else {
            throw ConfigurationError(path: path, problems: draft.reader.problems)
        }
        self.party = party
    }
}
