/// Why a command ended early: what happened and what to do about it.
///
/// Neither text may hold personal data of an uitstromer or secret material: both are printed and may end up in a log.
public struct CommandError: Error, Hashable, Sendable {
    /// The exit status that goes with it.
    public let exitCode: ExitCode
    /// What happened, with the place (option, file, field).
    public let message: String
    /// What the reader can do now; nil when the message says it all.
    public let remedy: String?

    /// The command line was wrong (exit status 2).
    public static func usage(_ message: String, remedy: String? = nil) -> CommandError {
        CommandError(exitCode: .usage, message: message, remedy: remedy)
    }

    /// The input was refused (exit status 1).
    public static func refused(_ message: String, remedy: String? = nil) -> CommandError {
        CommandError(exitCode: .refused, message: message, remedy: remedy)
    }

    /// The machine failed (exit status 3).
    public static func failed(_ message: String, remedy: String? = nil) -> CommandError {
        CommandError(exitCode: .failed, message: message, remedy: remedy)
    }
}
