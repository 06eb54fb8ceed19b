/// Values in the one order in which a box is bound to them: each with its length before it, so that no two lists of values
/// give the same bytes.
struct SealedFields {
    private(set) var bytes: [UInt8]

    /// - Parameter purpose: what the fields are, so that a box of one kind never passes for another.
    init(_ purpose: StaticString) {
        bytes = Array("\(purpose)".utf8)
        bytes.append(0)
    }

    mutating func append(_ text: String) {
        append(Array(text.utf8))
    }

    mutating func append(_ value: Int64) {
        bytes.append(1)
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ values: [UInt8]) {
        bytes.append(2)
        withUnsafeBytes(of: UInt64(values.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes += values
    }

    mutating func append(_ value: Int64?) {
        guard let value else { return bytes.append(0) }
        append(value)
    }

    mutating func append(_ text: String?) {
        guard let text else { return bytes.append(0) }
        append(text)
    }
}
