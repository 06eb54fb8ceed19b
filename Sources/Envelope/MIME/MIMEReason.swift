/// Why a MIME text was refused. The raw value is the stable reason code of `docs/wire.md`.
public enum MIMEReason: String, CaseIterable, Sendable {
    /// More bytes than the limit allows.
    case tooLarge = "mime-too-large"
    /// The header of one entity is larger than the limit.
    case headerTooLarge = "mime-header-too-large"
    /// The header of one entity has more fields than the limit.
    case headerFields = "mime-header-fields"
    /// A header line is longer than 998 bytes (RFC 5322 section 2.1.1).
    case headerLine = "mime-header-line"
    /// A control character, a NUL or a byte over 127 in a header.
    case headerCharacter = "mime-header-character"
    /// A header line that is no field and no continuation, or a header without the empty line that ends it.
    case headerGrammar = "mime-header-grammar"
    /// Content-Type, Content-Transfer-Encoding or MIME-Version stands twice in one header.
    case duplicateField = "mime-duplicate-field"
    /// MIME-Version is not 1.0.
    case version = "mime-version"
    /// An entity without Content-Type; the default of RFC 2045 is not assumed.
    case contentTypeMissing = "mime-content-type-missing"
    /// Content-Type does not follow the grammar of RFC 2045 section 5.1.
    case contentType = "mime-content-type"
    /// A parameter that is ill-formed, repeated, too long, in RFC 2231 form, or missing where it is required.
    case parameter = "mime-parameter"
    /// A media type that has no place here.
    case mediaType = "mime-media-type"
    /// A Content-Transfer-Encoding that is unknown, or not allowed on this media type.
    case transferEncoding = "mime-transfer-encoding"
    /// The boundary parameter is missing or not formed as RFC 2046 section 5.1.1 demands.
    case boundary = "mime-boundary"
    /// A line that one reader takes for a delimiter and another does not.
    case boundaryAmbiguous = "mime-boundary-ambiguous"
    /// A multipart without its closing delimiter.
    case boundaryUnclosed = "mime-boundary-unclosed"
    /// Text before the first delimiter that is too long or not plain text.
    case preamble = "mime-preamble"
    /// Anything but a few line ends after the closing delimiter.
    case epilogue = "mime-epilogue"
    /// More parts than the limit.
    case partCount = "mime-part-count"
    /// Multiparts nested deeper than the limit.
    case depth = "mime-depth"
    /// A multipart whose parts are not those that its type demands.
    case structure = "mime-structure"
    /// A CR without LF, or a LF without CR, in a header or in text.
    case lineEnd = "mime-line-end"
    /// A line of a text body longer than the limit.
    case bodyLine = "mime-body-line"
    /// A NUL in a text body, or a byte over 127 where the encoding says 7bit.
    case bodyCharacter = "mime-body-character"
    /// A body that is not canonical base64 (RFC 2045 section 6.8).
    case base64 = "mime-base64"
    /// A body that is not strict quoted-printable (RFC 2045 section 6.7).
    case quotedPrintable = "mime-quoted-printable"
}
