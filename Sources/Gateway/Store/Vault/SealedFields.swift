internal import Envelope

/// Values in the one order in which a box is bound to them: each with its length before it, so that no two lists of values
/// give the same bytes.
struct SealedFields {
    /// Of a message's row, so that its bytes are put in one place at once.
    private static let usualCount = 384

    private(set) var bytes: [UInt8]

    /// - Parameter purpose: what the fields are, so that a box of one kind never passes for another.
    init(_ purpose: StaticString) {
        bytes = []
        bytes.reserveCapacity(Self.usualCount)
        purpose.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0)
    }

    mutating func append(_ text: String) {
        begin(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// The same as its text.
    mutating func append(_ id: UniqueID) {
        id.withText { text in
            begin(count: text.count)
            text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
    }

    mutating func append(_ value: Int64) {
        bytes.append(1)
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func begin(count: Int) {
        bytes.append(2)
        withUnsafeBytes(of: UInt64(count).bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ value: Int64?) {
        guard let value else { return bytes.append(0) }
        append(value)
    }

    mutating func append(_ text: String?) {
        guard let text else { return bytes.append(0) }
        append(text)
    }

    mutating func append(_ id: UniqueID?) {
        guard let id else { return bytes.append(0) }
        append(id)
    }
}
