internal import Envelope

/// What a node can ask of its key process. There is nothing else.
enum KeyRequest: Hashable, Sendable {
    /// How the process confined itself and how many keys it has.
    case status
    /// The public half of a key.
    case publicKey(number: UInt16)
    case sign(number: UInt16, Digest)
    case unwrap(number: UInt16, WrappedKey)
    case stop
}

extension KeyRequest {
    private typealias Fields = (first: [UInt8], second: [UInt8], third: [UInt8])

    private enum Operation: UInt8 {
        case status = 1
        case publicKey
        case sign
        case unwrap
        case stop
    }

    /// As one packet.
    ///
    /// An originator or encrypted key that is too long for its field is cut to the whole field, which is one byte longer than
    /// any that opens: so it fails there like any other that does not open.
    ///
    /// - Returns: nil when the shared info, which is public, has more than 160 bytes.
    func packet(id: UInt64) -> [UInt8]? {
        let (operation, kind, number, fields) = parts
        let (first, rest) = (fields.first, [fields.second, fields.third])
        guard first.count <= KeyWire.fields[0].count else { return nil }
        var packet = [UInt8](repeating: 0, count: KeyWire.requestByteCount)
        packet[0] = KeyWire.version
        packet[1] = operation.rawValue
        packet[2] = kind
        KeyWire.put(UInt64(number), 2, at: 4, in: &packet)
        KeyWire.put(id, 8, at: 8, in: &packet)
        for (index, field) in ([first] + rest).enumerated() {
            let bytes = field.prefix(KeyWire.fields[index].count)
            KeyWire.put(UInt64(bytes.count), 2, at: 16 + 2 * index, in: &packet)
            KeyWire.put(bytes, at: KeyWire.fields[index].lowerBound, in: &packet)
        }
        return packet
    }

    private var parts: (Operation, kind: UInt8, number: UInt16, Fields) {
        switch self {
        case .status: (.status, 0, 0, ([], [], []))
        case .publicKey(let number): (.publicKey, 0, number, ([], [], []))
        case .stop: (.stop, 0, 0, ([], [], []))
        case .sign(let number, let digest): (.sign, Self.code(digest.algorithm), number, (digest.bytes, [], []))
        case .unwrap(let number, let wrapped):
            switch wrapped.scheme {
            case .agreement(let digest, let originator, let sharedInfo):
                (.unwrap, Self.code(digest), number, (sharedInfo, originator, wrapped.encryptedKey))
            case .oaep(.sha256): (.unwrap, 4, number, ([], [], wrapped.encryptedKey))
            case .oaep(.sha1): (.unwrap, 5, number, ([], [], wrapped.encryptedKey))
            case .pkcs1: (.unwrap, 6, number, ([], [], wrapped.encryptedKey))
            }
        }
    }

    /// Reads one packet.
    ///
    /// - Returns: nil for anything that ``packet(id:)`` does not write.
    static func read(_ packet: [UInt8]) -> (id: UInt64, request: KeyRequest)? {
        guard packet.count == KeyWire.requestByteCount, packet[0] == KeyWire.version,
            let operation = Operation(rawValue: packet[1]), let fields = fields(of: packet)
        else { return nil }
        let number = UInt16(KeyWire.integer(2, at: 4, in: packet))
        let id = KeyWire.integer(8, at: 8, in: packet)
        guard let request = request(operation, kind: packet[2], number, fields), request.packet(id: id) == packet else {
            return nil
        }
        return (id, request)
    }

    private static func fields(of packet: [UInt8]) -> Fields? {
        var read: [[UInt8]] = []
        for (index, field) in KeyWire.fields.enumerated() {
            let count = Int(KeyWire.integer(2, at: 16 + 2 * index, in: packet))
            guard count <= field.count else { return nil }
            read.append(Array(packet[field.lowerBound..<field.lowerBound + count]))
        }
        return (read[0], read[1], read[2])
    }

    private static func request(
        _ operation: Operation, kind: UInt8, _ number: UInt16, _ fields: Fields
    ) -> KeyRequest? {
        switch operation {
        case .status: return .status
        case .publicKey: return .publicKey(number: number)
        case .stop: return .stop
        case .sign:
            return digest(kind).flatMap { Digest($0, bytes: fields.first) }.map { .sign(number: number, $0) }
        case .unwrap:
            return scheme(kind, fields).map {
                .unwrap(number: number, WrappedKey(scheme: $0, encryptedKey: fields.third))
            }
        }
    }

    private static func scheme(_ kind: UInt8, _ fields: Fields) -> WrappedKey.Scheme? {
        switch kind {
        case 4: return .oaep(.sha256)
        case 5: return .oaep(.sha1)
        case 6: return .pkcs1
        default:
            return digest(kind).map {
                .agreement(digest: $0, originator: fields.second, sharedInfo: fields.first)
            }
        }
    }

    private static func code(_ digest: DigestAlgorithm) -> UInt8 {
        switch digest {
        case .sha256: 1
        case .sha384: 2
        case .sha512: 3
        }
    }

    private static func digest(_ code: UInt8) -> DigestAlgorithm? {
        DigestAlgorithm.allCases.first { self.code($0) == code }
    }
}
