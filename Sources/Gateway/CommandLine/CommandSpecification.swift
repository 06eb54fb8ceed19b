/// Everything that a command says about itself: its place in the tool, its options and its help.
public struct CommandSpecification: Sendable {
    /// The words that select it, e.g. `["schema", "bowtie"]`.
    public let words: [String]
    /// One line for the list of commands.
    public let summary: String
    /// The names of the positional arguments for the usage line, e.g. `FILE`; empty when there are none.
    public let operands: String
    /// The least and greatest number of positional arguments.
    public let operandCount: ClosedRange<Int>
    /// The options that it knows, `--help` apart, which every command has.
    public let options: [OptionDescriptor]
    /// A command line that works, and what it does.
    public let example: String
    /// What the summary has no room for: defaults, formats, exit status.
    public let details: String

    public init(
        _ words: String..., summary: String, operands: String = "", operandCount: ClosedRange<Int> = 0...0,
        options: [OptionDescriptor] = [], details: String = "", example: String
    ) {
        self.words = words
        self.summary = summary
        self.operands = operands
        self.operandCount = operandCount
        self.options = options
        self.details = details
        self.example = example
    }

    /// The words with spaces between them.
    public var name: String { words.joined(separator: " ") }

    /// What `--help` prints.
    public var help: String {
        let line = ["weerthuis", name, options.isEmpty ? "" : "[OPTIONS]", operands].filter { !$0.isEmpty }
        var text = "\(summary)\n\nUsage: \(line.joined(separator: " "))\n"
        if !details.isEmpty { text += "\n\(details)\n" }
        if !options.isEmpty { text += "\nOptions:\n\(optionLines)" }
        return text + "\nExample:\n  \(example)\n"
    }

    private var optionLines: String {
        let width = options.map(\.usage.count).max() ?? 0
        return options.map { option in
            let gap = String(repeating: " ", count: width - option.usage.count + 2)
            return "  \(option.usage)\(gap)\(option.help)\n"
        }.joined()
    }
}
