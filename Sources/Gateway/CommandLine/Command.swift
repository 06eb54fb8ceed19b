/// One verb of the command line: a description, and a run from parsed arguments to an exit status.
public protocol Command {
    /// Its words, options and help.
    static var specification: CommandSpecification { get }

    /// Does the work. Results go to the console's output, everything else to its notes.
    /// - Throws: `CommandError` with the exit status, the message and the remedy.
    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode
}
