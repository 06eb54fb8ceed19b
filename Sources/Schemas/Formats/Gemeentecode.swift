/// The code of a gemeente in the yearly list of CBS: format `gemeentecode`.
enum Gemeentecode {
    /// `GM` and four digits. Whether the gemeente exists is up to a code list.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        text.count == 6 && text.has("G", at: 0) && text.has("M", at: 1) && text.number(at: 2..<6) != nil
    }
}
