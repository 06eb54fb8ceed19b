internal import Envelope
internal import Foundation

/// The real terminal: the process's standard streams and, for secrets, `/dev/tty`.
public final class TerminalConsole: Console {
    private var pending: [UInt8] = []
    private var consumed = 0
    private var atEnd = false

    public init() {}

    public func readInput(limit: Int) throws(CommandError) -> [UInt8] {
        try FileAccess.read(descriptor: STDIN_FILENO, name: "standard input", limit: limit)
    }

    public func readLine(limit: Int) throws(CommandError) -> [UInt8]? {
        var searched = consumed
        while true {
            if let end = pending[searched...].firstIndex(of: 0x0A) {
                defer { consumed = end + 1 }
                return Array(pending[consumed..<end])
            }
            guard pending.count - consumed <= limit else {
                throw .refused("a line on standard input is longer than \(limit) bytes")
            }
            pending.removeFirst(consumed)
            consumed = 0
            searched = pending.count
            guard !atEnd else { return takeUnterminatedLine() }
            let chunk = try FileAccess.readChunk(descriptor: STDIN_FILENO, name: "standard input")
            atEnd = chunk.isEmpty
            pending += chunk
        }
    }

    private func takeUnterminatedLine() -> [UInt8]? {
        guard !pending.isEmpty else { return nil }
        defer { pending = [] }
        return pending
    }

    public func write(_ bytes: [UInt8]) throws(CommandError) {
        try FileAccess.write(bytes, descriptor: STDOUT_FILENO, name: "standard output")
    }

    public var isOutputShown: Bool { isatty(STDOUT_FILENO) == 1 }

    public func note(_ line: String) {
        try? FileAccess.write(Array((line + "\n").utf8), descriptor: STDERR_FILENO, name: "standard error")
    }

    public func readSecret(prompt: String) throws(CommandError) -> [UInt8] {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else {
            throw .usage(
                "no terminal to ask for the passphrase on",
                remedy: "give --passphrase-file FILE (a file that only you can read)")
        }
        defer { close(terminal) }
        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else { throw .failed("the terminal's settings can't be read") }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer { tcsetattr(terminal, TCSAFLUSH, &settings) }
        try FileAccess.write(Array(prompt.utf8), descriptor: terminal, name: "the terminal")
        var line = try FileAccess.readChunk(descriptor: terminal, name: "the terminal")
        defer { line.cleanse() }
        try FileAccess.write([0x0A], descriptor: terminal, name: "the terminal")
        return Array(line.prefix { $0 != 0x0A && $0 != 0x0D })
    }
}
