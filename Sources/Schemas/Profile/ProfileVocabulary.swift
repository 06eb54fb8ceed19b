/// Our meta-schemas, which the program carries with it.
struct ProfileVocabulary {
    static let dialectURI = "https://weerthuis.nl/dialect/formulier/1"
    private static let profileURI = "https://weerthuis.nl/schema/profiel/1"
    private static let codeListURI = "https://weerthuis.nl/schema/codelijst/1"

    /// What every form's schema satisfies.
    let dialect: Schema
    /// What profile.json satisfies.
    let profile: Schema
    /// What a code list satisfies.
    let codeList: Schema

    /// - Throws: `SchemaError` or `JSONSyntaxError` if the program was built with broken texts.
    init() throws {
        var registry = SchemaRegistry()
        for (name, text) in EmbeddedVocabulary.files.sorted(by: { $0.key < $1.key }) {
            let document = try JSONDocument(parsing: text)
            try registry.add(document, at: document.root["$id"]?.string ?? name)
        }
        dialect = try registry.compile(Self.dialectURI)
        profile = try registry.compile(Self.profileURI)
        codeList = try registry.compile(Self.codeListURI)
    }
}
