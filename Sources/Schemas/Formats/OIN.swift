/// The number of an organisation in the government's messages: format `oin`.
enum OIN {
    /// Twenty ASCII digits. Which prefixes exist, and who has the number, is up to the directory.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        text.count == 20 && text.allSatisfy(\.isDigit)
    }
}
