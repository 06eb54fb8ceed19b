/// The subject or issuer of a certificate, as far as the gateway uses it.
public struct CertificateName: Hashable, Sendable {
    /// Marks certificates of the example region, which a node refuses outside its demonstration.
    public static let exampleMarker = "VOORBEELD - NOOIT IN PRODUCTIE"

    /// CN: the contactpersoon, the node or the authority.
    public let commonName: String?
    /// O: the party.
    public let organization: String?
    /// OU.
    public let organizationalUnit: String?
    /// 2.5.4.5: the OIN of the party.
    public let organizationNumber: String?

    /// - Parameters:
    ///   - organizationNumber: the OIN, 20 digits.
    ///   - isExample: puts ``exampleMarker`` into OU.
    /// - Throws: ``CertificateError/name(field:)`` for a text of more than 64 characters, an empty one, or one with control
    ///   characters; for an OIN that is not 20 digits.
    public init(
        commonName: String, organization: String, organizationNumber: String?, isExample: Bool = false
    ) throws(CertificateError) {
        try Self.check(commonName, field: "common name")
        try Self.check(organization, field: "organization")
        if let number = organizationNumber {
            guard number.utf8.count == 20, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .name(field: "OIN")
            }
        }
        self.commonName = commonName
        self.organization = organization
        self.organizationNumber = organizationNumber
        organizationalUnit = isExample ? Self.exampleMarker : nil
    }

    private static func check(_ text: String, field: String) throws(CertificateError) {
        guard (1...64).contains(text.unicodeScalars.count),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        else { throw .name(field: field) }
    }
}

extension CertificateName {
    private static let maximumParts = 32
    /// RFC 5280, appendix A.1: 64 characters in the fields that are read here.
    private static let maximumTextCount = 64

    var encoded: [UInt8] {
        DERWriter.write { writer in
            writer.sequence { writer in
                Self.write(.organization, .utf8String, organization, &writer)
                Self.write(.organizationalUnit, .utf8String, organizationalUnit, &writer)
                Self.write(.serialNumber, .printableString, organizationNumber, &writer)
                Self.write(.commonName, .utf8String, commonName, &writer)
            }
        }
    }

    private static func write(_ type: ObjectID, _ tag: DERTag, _ text: String?, _ writer: inout DERWriter) {
        guard let text else { return }
        writer.constructed(.set) { writer in
            writer.sequence {
                $0.objectIdentifier(type)
                $0.primitive(tag, [UInt8](text.utf8))
            }
        }
    }

    /// Reads an RDNSequence. Of a type that occurs more than once the first counts; other types are passed over.
    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        var texts: [ObjectID: String] = [:]
        var reader = element.reader()
        var count = 0
        while !reader.isAtEnd {
            var names = try reader.next(.set, in: bytes).reader()
            while !names.isAtEnd {
                count += 1
                guard count <= Self.maximumParts else { throw reader.error(.tooMuch) }
                var pair = try names.next(.sequence, in: bytes).reader()
                let type = try ObjectID(try pair.next(.objectIdentifier, in: bytes), in: bytes)
                let value = try pair.next(in: bytes)
                try pair.finish()
                if texts[type] == nil { texts[type] = Self.text(value, in: bytes) }
            }
        }
        commonName = texts[.commonName]
        organization = texts[.organization]
        organizationalUnit = texts[.organizationalUnit]
        organizationNumber = texts[.serialNumber]
    }

    /// The text of the string types that today's certificates use; nil for another type or ill-formed UTF-8.
    private static func text(_ element: DERElement, in bytes: Span<UInt8>) -> String? {
        switch element.tag {
        case .utf8String, .printableString, .ia5String:
            String(validating: [UInt8](bytes, element.content), as: UTF8.self).map(printable)
        default: nil
        }
    }

    /// A stranger's name may hold anything; what could disturb a terminal or a list becomes a question mark. Certificates are
    /// compared by their bytes, never by this text.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > maximumTextCount || !scalars.allSatisfy(isPrintable) else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(maximumTextCount).map { isPrintable($0) ? $0 : "?" }))
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
