/// What the process tells its caller. The numbers are part of the interface: scripts depend on them.
public enum ExitCode: Int32, Sendable {
    /// Everything asked for was done.
    case success = 0
    /// The input was understood and refused: a form with mistakes, an envelope that does not verify.
    case refused = 1
    /// The command itself was wrong: an unknown option, a missing argument, a file that does not exist.
    case usage = 2
    /// The machine did not cooperate: a disk error, no memory, a library that failed.
    case failed = 3
}
