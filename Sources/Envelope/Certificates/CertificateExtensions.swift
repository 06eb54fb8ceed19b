/// The extensions that the gateway reads and writes (RFC 5280, 4.2).
struct CertificateExtensions: Hashable, Sendable {
    /// nil when the certificate says nothing about it, and so allows everything.
    var keyUsage: KeyUsage?
    var isAuthority = false
    var subjectKeyIdentifier: [UInt8]?
    var authorityKeyIdentifier: [UInt8]?
    var emails: [String] = []
    /// DNS names and IP addresses of a TLS server.
    var hosts: [String] = []

    private static let maximumCount = 32
    /// Known, but of no influence on what the gateway decides.
    private static let passedOver: Set<ObjectID> = [.extendedKeyUsage]

    init() {}

    /// - Parameter element: the SEQUENCE OF Extension.
    init(_ element: DERElement, in bytes: Span<UInt8>) throws(CertificateError) {
        var seen: Set<ObjectID> = []
        var reader = element.reader()
        while !reader.isAtEnd {
            let (kind, isCritical, value) = try CertificateError.parsing { () throws(DERError) in
                guard seen.count < Self.maximumCount else { throw reader.error(.tooMuch) }
                var one = try reader.next(.sequence, in: bytes).reader()
                let kind = try ObjectID(try one.next(.objectIdentifier, in: bytes), in: bytes)
                let isCritical = try one.optional(.boolean, in: bytes)?.isTrue(in: bytes) ?? false
                let value = try one.next(.octetString, in: bytes)
                try one.finish()
                return (kind, isCritical, value)
            }
            guard seen.insert(kind).inserted else { throw .duplicate("the extension \(kind)") }
            let isKnown = try CertificateError.parsing { () throws(DERError) in try read(kind, value, in: bytes) }
            guard isKnown || !isCritical else { throw .unknownCriticalExtension(kind.description) }
        }
    }

    /// - Returns: false for an extension that is not known.
    private mutating func read(
        _ kind: ObjectID, _ value: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> Bool {
        var reader = value.reader()
        switch kind {
        case .keyUsage: keyUsage = try KeyUsage(try reader.next(in: bytes), in: bytes)
        case .basicConstraints:
            var inner = try reader.next(.sequence, in: bytes).reader()
            isAuthority = try inner.optional(.boolean, in: bytes)?.isTrue(in: bytes) ?? false
        case .subjectKeyIdentifier: subjectKeyIdentifier = try reader.next(.octetString, in: bytes).bytes(in: bytes)
        case .authorityKeyIdentifier:
            var inner = try reader.next(.sequence, in: bytes).reader()
            authorityKeyIdentifier = try inner.optional(.primitive(0), in: bytes)?.bytes(in: bytes)
        case .subjectAltName: try readNames(try reader.next(.sequence, in: bytes), in: bytes)
        default: return Self.passedOver.contains(kind)
        }
        try reader.finish()
        return true
    }

    /// Mail addresses, DNS names and IP addresses; other kinds of names are passed over.
    private mutating func readNames(_ names: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        var reader = names.reader()
        while !reader.isAtEnd {
            guard emails.count + hosts.count < Self.maximumCount else { throw reader.error(.tooMuch) }
            let name = try reader.next(in: bytes)
            let content = name.bytes(in: bytes)
            switch name.tag {
            case .primitive(1), .primitive(2):
                guard content.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw name.error(.value) }
                let text = String(decoding: content, as: UTF8.self)
                if name.tag == .primitive(1) { emails.append(text) } else { hosts.append(text) }
            case .primitive(7):
                guard let address = HostName.text(ofAddress: content) else { throw name.error(.value) }
                hosts.append(address)
            default: continue
            }
        }
    }

    /// The SEQUENCE OF Extension.
    var encoded: [UInt8] {
        DERWriter.write { writer in
            writer.sequence { writer in
                if !isRequest { Self.write(.basicConstraints, isCritical: true, encodedConstraints, &writer) }
                if let keyUsage { Self.write(.keyUsage, isCritical: true, keyUsage.encoded, &writer) }
                if !isAuthority, !isRequest {
                    let usage = hosts.isEmpty ? Self.emailProtectionUsage : Self.serverUsage
                    Self.write(.extendedKeyUsage, isCritical: false, usage, &writer)
                }
                if let subjectKeyIdentifier {
                    let value = DERWriter.write { $0.octetString(subjectKeyIdentifier) }
                    Self.write(.subjectKeyIdentifier, isCritical: false, value, &writer)
                }
                if let authorityKeyIdentifier {
                    let value = DERWriter.write { $0.sequence { $0.primitive(.primitive(0), authorityKeyIdentifier) } }
                    Self.write(.authorityKeyIdentifier, isCritical: false, value, &writer)
                }
                if !emails.isEmpty || !hosts.isEmpty {
                    Self.write(.subjectAltName, isCritical: false, encodedNames, &writer)
                }
            }
        }
    }

    /// A request leaves the constraints and the identifiers to the authority.
    private var isRequest: Bool { subjectKeyIdentifier == nil }

    private static let emailProtectionUsage = DERWriter.write { $0.sequence { $0.objectIdentifier(.emailProtection) } }

    private static let serverUsage = DERWriter.write { writer in
        writer.sequence {
            $0.objectIdentifier(.serverAuth)
            $0.objectIdentifier(.clientAuth)
        }
    }

    private var encodedConstraints: [UInt8] {
        DERWriter.write { writer in
            writer.sequence { if isAuthority { $0.primitive(.boolean, [0xFF]) } }
        }
    }

    private var encodedNames: [UInt8] {
        DERWriter.write { writer in
            writer.sequence { writer in
                for email in emails { writer.primitive(.primitive(1), [UInt8](email.utf8)) }
                for host in hosts {
                    if let address = HostName.address(host) {
                        writer.primitive(.primitive(7), address)
                    } else {
                        writer.primitive(.primitive(2), [UInt8](host.utf8))
                    }
                }
            }
        }
    }

    private static func write(_ kind: ObjectID, isCritical: Bool, _ value: [UInt8], _ writer: inout DERWriter) {
        writer.sequence {
            $0.objectIdentifier(kind)
            if isCritical { $0.primitive(.boolean, [0xFF]) }
            $0.octetString(value)
        }
    }
}
