/// What a command may touch of the terminal: its input, its output, its notes, and a secret typed without echo.
///
/// A protocol, so that tests call commands in process and look at what they print.
public protocol Console: AnyObject {
    /// All of standard input.
    /// - Throws: `CommandError.refused` above `limit` bytes, `.failed` when reading fails.
    func readInput(limit: Int) throws(CommandError) -> [UInt8]

    /// The next line of standard input without its line feed; nil at the end.
    /// - Throws: `CommandError.refused` for a line above `limit` bytes, `.failed` when reading fails.
    func readLine(limit: Int) throws(CommandError) -> [UInt8]?

    /// Writes results to standard output.
    /// - Throws: `CommandError.failed` when the output is closed or full.
    func write(_ bytes: [UInt8]) throws(CommandError)

    /// Whether a person looks at standard output: it is a terminal, not a file or a pipe.
    var isOutputShown: Bool { get }

    /// Writes one line about the work to standard error: never message content.
    func note(_ line: String)

    /// Asks for a secret on the terminal, without echo.
    /// - Throws: `CommandError.usage` when there is no terminal to ask on.
    func readSecret(prompt: String) throws(CommandError) -> [UInt8]
}

extension Console {
    /// Writes text and a line feed to standard output.
    public func print(_ text: String) throws(CommandError) { try write(Array((text + "\n").utf8)) }
}
