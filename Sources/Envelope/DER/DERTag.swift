/// The identifier octet of a DER element. Tag numbers above 30 do not occur in the profile.
struct DERTag: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt8

    static let boolean = DERTag(rawValue: 0x01)
    static let integer = DERTag(rawValue: 0x02)
    static let bitString = DERTag(rawValue: 0x03)
    static let octetString = DERTag(rawValue: 0x04)
    /// BER only: an OCTET STRING in pieces.
    static let constructedOctetString = DERTag(rawValue: 0x24)
    static let null = DERTag(rawValue: 0x05)
    static let objectIdentifier = DERTag(rawValue: 0x06)
    static let utf8String = DERTag(rawValue: 0x0C)
    static let printableString = DERTag(rawValue: 0x13)
    static let ia5String = DERTag(rawValue: 0x16)
    static let utcTime = DERTag(rawValue: 0x17)
    static let generalizedTime = DERTag(rawValue: 0x18)
    static let sequence = DERTag(rawValue: 0x30)
    static let set = DERTag(rawValue: 0x31)

    /// A context-specific tag whose content is not built from elements: `[number] IMPLICIT` of a primitive type.
    static func primitive(_ number: UInt8) -> DERTag { DERTag(rawValue: 0x80 | number) }

    /// A context-specific tag whose content is built from elements: `[number] EXPLICIT`, or `IMPLICIT` of a SEQUENCE or SET.
    static func constructed(_ number: UInt8) -> DERTag { DERTag(rawValue: 0xA0 | number) }
}
