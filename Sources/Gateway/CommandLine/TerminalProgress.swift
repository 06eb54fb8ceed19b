/// Tells a person who looks at a terminal how far long work is, in tenths.
///
/// Unchecked, because ``Awaited`` runs the work on the thread of the command, which waits for it.
final class TerminalProgress: @unchecked Sendable {
    private let what: String
    /// Nil when nobody looks.
    private let console: (any Console)?
    private var tenth = 0

    /// - Parameter isTold: false for a command whose result is for a program.
    init(_ what: String, isTold: Bool, on console: any Console) {
        self.what = what
        self.console = isTold && console.isOutputShown ? console : nil
    }

    /// Work that was done in one step is not worth a word.
    func tell(_ done: Int, of total: Int) {
        guard let console, total > 0, tenth > 0 || done < total else { return }
        let now = 10 * done / total
        guard now > tenth else { return }
        tenth = now
        console.note("\(what): \(now * 10)%")
    }
}
