/// The formats: those of JSON Schema 2020-12 (Validation, section 7.3) and the Dutch ones of our own vocabulary.
enum Format: String, CaseIterable, Hashable, Sendable {
    case dateTime = "date-time"
    case date
    case time
    case duration
    case email
    case idnEmail = "idn-email"
    case hostname
    case idnHostname = "idn-hostname"
    case ipv4
    case ipv6
    case uri
    case uriReference = "uri-reference"
    case iri
    case iriReference = "iri-reference"
    case uriTemplate = "uri-template"
    case uuid
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case regex
    case bsn
    case postcode = "nl-postcode"
    case telefoonnummer = "nl-telefoonnummer"
    case gemeentecode
    case oin

    /// The formats of our own vocabulary; the others are the specification's.
    static let dutch: Set<Format> = [.bsn, .postcode, .telefoonnummer, .gemeentecode, .oin]

    /// Nil when no format has this name.
    static func named(_ name: String) -> Format? {
        Format(rawValue: name)
    }

    /// Whether the text, which is UTF-8, has this format.
    func accepts(_ text: Span<UInt8>) -> Bool {
        switch self {
        case .dateTime: RFC3339.isDateTime(text)
        case .date: CivilDate(text) != nil
        case .time: RFC3339.isTime(text)
        case .duration: RFC3339.isDuration(text)
        case .email: Mailbox.isValid(text, international: false)
        case .idnEmail: Mailbox.isValid(text, international: true)
        case .hostname: Hostname.isValid(text)
        case .idnHostname: Hostname.isValidInternational(text)
        case .ipv4: IPAddress.isVersion4(text)
        case .ipv6: IPAddress.isVersion6(text)
        case .uri: ResourceIdentifier.isValid(text, international: false, requiresScheme: true)
        case .uriReference: ResourceIdentifier.isValid(text, international: false, requiresScheme: false)
        case .iri: ResourceIdentifier.isValid(text, international: true, requiresScheme: true)
        case .iriReference: ResourceIdentifier.isValid(text, international: true, requiresScheme: false)
        case .uriTemplate: URITemplate.isValid(text)
        case .uuid: UUIDText.isValid(text)
        case .jsonPointer: PointerText.isPointer(text)
        case .relativeJSONPointer: PointerText.isRelativePointer(text)
        case .regex: Pattern.isValid(text.string())
        case .bsn: Burgerservicenummer.isValid(text)
        case .postcode: Postcode.isValid(text)
        case .telefoonnummer: Telefoonnummer.isValid(text)
        case .gemeentecode: Gemeentecode.isValid(text)
        case .oin: OIN.isValid(text)
        }
    }
}
