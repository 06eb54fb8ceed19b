internal import Envelope

/// The names of suites on the command line.
enum SuiteName {
    static func parse(_ name: String?) throws(CommandError) -> Suite {
        guard let name else { return .gcm }
        guard let suite = Suite(rawValue: name) else {
            throw .usage(
                "--suite \(name) is not known",
                remedy: Suggestion.sentence(for: name, among: Suite.allCases.map(\.rawValue)))
        }
        return suite
    }
}
