/// One header field, as places in the text that was read.
struct MIMEField: Hashable, Sendable {
    /// Where the name stands.
    let name: Range<Int>
    /// Where the value stands: without the blanks around it, but with its folds.
    let value: Range<Int>

    /// The value on one line: each fold becomes the blank that it starts with (RFC 5322 section 2.2.3).
    func unfolded(in bytes: Span<UInt8>) -> String {
        unsafe String(unsafeUninitializedCapacity: value.count) { text in
            var count = 0
            for index in value where bytes[index] != ASCII.carriageReturn && bytes[index] != ASCII.lineFeed {
                unsafe text[count] = bytes[index]
                count += 1
            }
            return count
        }
    }
}
