/// Why a node can't work with its configuration: everything that is wrong with it, in the order of the settings.
struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    let path: String
    let problems: [ConfigurationProblem]

    var description: String {
        ([path + ":"] + problems.map { "  \($0)" }).joined(separator: "\n")
    }
}
