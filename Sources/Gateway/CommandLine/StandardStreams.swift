internal import Foundation

/// Descriptors 0 to 2 of the process.
public enum StandardStreams {
    /// Keeps the places of those that whoever started the program left closed. Without this the next file that is opened, such as
    /// the store, would be taken for standard output or standard error, and be written into.
    ///
    /// What takes the place is opened the wrong way round, so that reading or writing still fails, and is told.
    public static func reserve() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
