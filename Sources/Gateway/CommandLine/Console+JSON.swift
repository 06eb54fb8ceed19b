internal import Schemas

extension Console {
    /// The result of a command that was called with `--json`: one line on standard output.
    @discardableResult
    func report(_ facts: JSONTree) throws(CommandError) -> ExitCode {
        try write(facts.encoded() + [0x0A])
        return .success
    }
}
