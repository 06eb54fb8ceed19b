/// The numbers of the conversation between a node and its key process. Both are the same program, so there is one version.
///
/// One request and one reply are one packet each, of a fixed size. Integers are big-endian; what a field does not use is zero.
///
/// | request, 800 bytes | | reply, 640 bytes | |
/// |---|---|---|---|
/// | 0 | version | 0 | version |
/// | 1 | operation | 1 | status |
/// | 2 | digest or scheme | 2 | 1 for a genuine content key |
/// | 4, 2 bytes | number of the key | 4, 2 bytes | length of the payload |
/// | 8, 8 bytes | id | 8, 8 bytes | id |
/// | 16, 3 × 2 bytes | lengths of the fields | 16, 624 bytes | payload |
/// | 24, 160 bytes | digest or shared info | | |
/// | 184, 98 bytes | originator's point | | |
/// | 282, 513 bytes | encrypted key | | |
enum KeyWire {
    static let version: UInt8 = 1
    static let requestByteCount = 800
    static let replyByteCount = 640

    static let fields = [24..<184, 184..<282, 282..<795]
    static let payload = 16..<640

    static func put(_ value: UInt64, _ count: Int, at place: Int, in packet: inout [UInt8]) {
        for index in 0..<count {
            packet[place + index] = UInt8(truncatingIfNeeded: value >> UInt64((count - 1 - index) * 8))
        }
    }

    static func integer(_ count: Int, at place: Int, in packet: [UInt8]) -> UInt64 {
        packet[place..<place + count].reduce(0) { $0 << 8 | UInt64($1) }
    }

    static func put(_ bytes: some Collection<UInt8>, at place: Int, in packet: inout [UInt8]) {
        packet.replaceSubrange(place..<place + bytes.count, with: bytes)
    }
}
