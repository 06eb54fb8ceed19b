/// What a key process answers.
struct KeyReply: Hashable, Sendable {
    enum Status: UInt8, Sendable {
        case done = 1
        /// OpenSSL can't work, or the key is of the wrong kind: nothing that depends on the secret.
        case failed
        /// The key can't do what was asked; the payload says what.
        case wrongUse
        /// The process has no keys to serve with and ends; the payload says why. The id is 0.
        case notStarted
    }

    let status: Status
    /// Whether a recovered content key is the one that was wrapped, and no stand-in.
    let isGenuine: Bool
    /// At most 624 bytes; the rest is cut off.
    var payload: [UInt8]

    init(_ status: Status, _ payload: [UInt8] = [], isGenuine: Bool = false) {
        self.status = status
        self.isGenuine = isGenuine
        self.payload = Array(payload.prefix(KeyWire.payload.count))
    }

    /// As one packet. The same steps for a genuine content key and for a stand-in.
    func packet(id: UInt64) -> [UInt8] {
        var packet = [UInt8](repeating: 0, count: KeyWire.replyByteCount)
        packet[0] = KeyWire.version
        packet[1] = status.rawValue
        packet[2] = isGenuine ? 1 : 0
        KeyWire.put(UInt64(payload.count), 2, at: 4, in: &packet)
        KeyWire.put(id, 8, at: 8, in: &packet)
        KeyWire.put(payload, at: KeyWire.payload.lowerBound, in: &packet)
        return packet
    }

    /// - Returns: nil for anything that ``packet(id:)`` does not write.
    static func read(_ packet: [UInt8]) -> (id: UInt64, reply: KeyReply)? {
        guard packet.count == KeyWire.replyByteCount, packet[0] == KeyWire.version, packet[2] <= 1,
            let status = Status(rawValue: packet[1])
        else { return nil }
        let count = Int(KeyWire.integer(2, at: 4, in: packet))
        guard count <= KeyWire.payload.count else { return nil }
        let start = KeyWire.payload.lowerBound
        let reply = KeyReply(status, Array(packet[start..<start + count]), isGenuine: packet[2] == 1)
        return (KeyWire.integer(8, at: 8, in: packet), reply)
    }
}
