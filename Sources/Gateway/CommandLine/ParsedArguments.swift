/// The options and positional arguments of one call, checked against the command's table.
public struct ParsedArguments: Sendable {
    /// The positional arguments, in order.
    public let operands: [String]
    private let values: [String: [String]]

    /// True when the switch or option was given.
    public func has(_ name: String) -> Bool { values[name] != nil }

    /// The last value given for an option.
    public func value(_ name: String) -> String? { values[name]?.last }

    /// All values of an option that repeats, in the order given.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The file that `--out` names; nil for standard output.
    var outputFile: String? { value("out").flatMap { $0 == "-" ? nil : $0 } }

    /// The value of an option that the command can't do without.
    /// - Throws: `CommandError.usage` when it was not given.
    public func required(_ name: String) throws(CommandError) -> String {
        guard let value = value(name) else {
            throw .usage("option --\(name) is required", remedy: "see --help for what it means")
        }
        return value
    }

    /// Reads `--name value`, `--name=value`, `-n value`, switches and positional arguments; `--` ends the options and `-` is an operand.
    /// - Throws: `CommandError.usage` naming the unknown, repeated or incomplete option.
    public init(_ words: ArraySlice<String>, for specification: CommandSpecification) throws(CommandError) {
        var values: [String: [String]] = [:]
        var operands: [String] = []
        var rest = words
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let (name, attached) = Self.split(word)
            let option = try Self.lookUp(name, in: specification)
            guard option.repeats || values[option.name] == nil else {
                throw .usage("option --\(option.name) is given twice", remedy: "give it once")
            }
            values[option.name, default: []].append(try Self.value(of: option, attached: attached, rest: &rest))
        }
        guard specification.operandCount.contains(operands.count) else {
            throw Self.wrongCount(operands.count, specification)
        }
        self.values = values
        self.operands = operands
    }

    private static func split(_ word: String) -> (name: String, attached: String?) {
        guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private static func lookUp(
        _ word: String, in specification: CommandSpecification
    ) throws(CommandError) -> OptionDescriptor {
        let found = specification.options.first { option in
            "--\(option.name)" == word || option.short.map { "-\($0)" } == word
        }
        if let found { return found }
        let known = specification.options.map { "--\($0.name)" } + ["--help"]
        throw .usage("unknown option \(word)", remedy: Suggestion.sentence(for: word, among: known))
    }

    private static func value(
        of option: OptionDescriptor, attached: String?, rest: inout ArraySlice<String>
    ) throws(CommandError) -> String {
        guard let placeholder = option.placeholder else {
            guard attached == nil else { throw .usage("option --\(option.name) takes no value") }
            return ""
        }
        guard let value = attached ?? rest.popFirst() else {
            throw .usage("option --\(option.name) needs a value", remedy: "write --\(option.name) \(placeholder)")
        }
        return value
    }

    private static func wrongCount(_ count: Int, _ specification: CommandSpecification) -> CommandError {
        let wanted = specification.operands.isEmpty ? "no arguments" : specification.operands
        return .usage(
            "\(specification.name) takes \(wanted), and \(count) were given",
            remedy: "see weerthuis \(specification.name) --help")
    }
}
