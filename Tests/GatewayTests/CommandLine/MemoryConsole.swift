import Gateway

/// A console in memory: what a command reads is given, what it prints is kept.
final class MemoryConsole: Console {
    private var input: ArraySlice<UInt8>
    private var secrets: [String]
    private(set) var output: [UInt8] = []
    private(set) var notes: [String] = []

    init(input: [UInt8] = [], secrets: [String] = [], isOutputShown: Bool = false) {
        self.isOutputShown = isOutputShown
        self.input = input[...]
        self.secrets = secrets
    }

    var printed: String { String(decoding: output, as: UTF8.self) }
    var noted: String { notes.joined(separator: "\n") }

    func readInput(limit: Int) throws(CommandError) -> [UInt8] {
        guard input.count <= limit else { throw .refused("standard input is larger than the limit of \(limit) bytes") }
        defer { input = [] }
        return Array(input)
    }

    func readLine(limit: Int) throws(CommandError) -> [UInt8]? {
        guard !input.isEmpty else { return nil }
        let line = input.prefix { $0 != 0x0A }
        input = input.dropFirst(line.count + 1)
        return Array(line)
    }

    func write(_ bytes: [UInt8]) throws(CommandError) { output += bytes }

    let isOutputShown: Bool

    func note(_ line: String) { notes.append(line) }

    func readSecret(prompt: String) throws(CommandError) -> [UInt8] {
        guard !secrets.isEmpty else { throw .usage("no terminal to ask for the passphrase on") }
        return Array(secrets.removeFirst().utf8)
    }
}
