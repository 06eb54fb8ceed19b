/// Gathers an answer within its limits.
struct AnswerCollector {
    /// Bytes of all header lines together, and how many.
    private static let headerLimit = 64 << 10
    private static let headerCount = 100

    /// The largest body in bytes.
    let limit: Int
    private(set) var isTooLarge = false
    private var headers: [(name: String, value: String)] = []
    private var headerBytes = 0
    private var body: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    func answer(status: Int) -> HTTPAnswer { HTTPAnswer(status: status, headers: headers, body: body) }

    /// - Returns: false when the answer became too large.
    mutating func appendBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// - Parameter line: one header line, or the status line, with its line end.
    /// - Returns: false when there is too much.
    mutating func appendHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.headerLimit, headers.count < Self.headerCount else {
            isTooLarge = true
            return false
        }
        if line.starts(with: "HTTP/".utf8) {
            // A status line: what came before it belongs to an interim answer.
            headers = []
        } else if let colon = line.firstIndex(of: 0x3A) {
            headers.append((Self.text(line[..<colon]), Self.text(line[(colon + 1)...])))
        }
        return true
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
