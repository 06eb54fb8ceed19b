/// For work that has no terminal: nothing can be asked, and nobody reads.
final class NoConsole: Console {
    let isOutputShown = false

    func readInput(limit: Int) throws(CommandError) -> [UInt8] { throw .failed("there is no input") }

    func readLine(limit: Int) throws(CommandError) -> [UInt8]? { nil }

    func write(_ bytes: [UInt8]) throws(CommandError) {}

    func note(_ line: String) {}

    func readSecret(prompt: String) throws(CommandError) -> [UInt8] { throw .usage("there is no terminal to ask on") }
}
