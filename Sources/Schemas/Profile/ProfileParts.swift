/// A profile while it is being put together.
struct ProfileParts {
    let name: String
    let version: Int
    let title: String
    let typePrefix: String
    let roles: [PartyRole]
    let messages: [MessageType]
    let dossier: DossierRules
    let routes: [Route]
    let terms: [Term]
    let retention: CalendarSpan
    let retentionGround: String
    let keyTerms: KeyTerms
    let guides: [Guide]
    let codeListFiles: [(name: String, file: String)]
    let sharedSchemas: [String]

    var codeLists: [String: ProfileCodeList] = [:]
    var forms: [String: Form] = [:]
    var documents = SchemaView.Documents()

    /// Reads a profile.json that satisfies its schema.
    init(_ document: JSONDocument) throws(ProfileError) {
        do throws(ProfileProblem) {
            try self.init(ProfileNode(value: document.root, place: .root))
        } catch {
            throw ProfileError([error])
        }
    }

    private init(_ node: ProfileNode) throws(ProfileProblem) {
        name = try node.text("name")
        version = try node.integer("version")
        title = try node.text("title")
        typePrefix = try node.text("typePrefix")
        roles = try node.map("roles", ProfileDecoder.role)
        messages = try node.map("messages", ProfileDecoder.message)
        dossier = try ProfileDecoder.dossier(node.node("dossier"))
        routes = try node.map("routes", ProfileDecoder.route)
        terms = try node.map("terms", ProfileDecoder.term)
        retention = try node.node("retention").span("keep")
        retentionGround = try node.node("retention").text("ground")
        keyTerms = try node.optional("keys").map(ProfileDecoder.keyTerms) ?? .standard
        guides = try node.map("guides", ProfileDecoder.guide)
        codeListFiles = try node.map("codeLists") { list throws(ProfileProblem) in
            (try list.text("list"), try list.text("file"))
        }
        sharedSchemas = node.texts("sharedSchemas")
    }
}
