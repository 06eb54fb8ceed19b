internal import Envelope

/// What may stand in a log line. There is no way to log a text that somebody wrote: names, mail addresses, form fields and
/// reasons have no case here.
enum LogValue: Hashable, Sendable {
    case party(OIN)
    /// A message or a dossier.
    case id(UniqueID)
    case number(Int)
    case edition(ChainReference)
    /// A stable code or state of the program itself.
    case code(LogCode)
    /// A fixed sentence in the program.
    case sentence(StaticString)
    /// A path or address from the configuration.
    case place(String)
    case storeError(StoreError)
    /// What it says of a file is the program's own words.
    case keys(KeyProcessHealth)

    static func == (left: LogValue, right: LogValue) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    var text: String {
        switch self {
        case .party(let oin): oin.description
        case .id(let id): id.description
        case .number(let number): String(number)
        case .edition(let edition): edition.description
        case .code(let code): code.text
        case .sentence(let sentence): "\(sentence)"
        case .place(let place): place
        case .storeError(let error): error.description
        case .keys(let health): health.description
        }
    }

    /// A code, or `other` when the text has not the form of one.
    static func code(_ text: String) -> LogValue { .code(LogCode(text)) }

    /// Several codes, with blanks between them.
    static func codes(_ texts: [String]) -> LogValue { .code(LogCode(texts)) }
}
