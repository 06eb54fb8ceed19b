/// Settings from options, or asked for one by one.
struct Interview {
    private static let longestAnswer = 500

    let arguments: ParsedArguments
    let console: any Console

    /// The value of an option, or the answer to its question; an empty answer gives the default.
    ///
    /// - Throws: `CommandError.usage` when there is neither.
    func ask(_ option: String, _ question: String, standard: String? = nil) throws(CommandError) -> String {
        if let given = arguments.value(option) { return given }
        return try answer(option, question, standard)
    }

    /// The values of an option that repeats, or the answers until an empty one.
    func askAll(_ option: String, _ question: String, most: Int) throws(CommandError) -> [String] {
        let given = arguments.all(option)
        guard given.isEmpty else { return given }
        var answers = [try answer(option, question, nil)]
        while answers.count < most {
            let next = try answer(option, "\(question) (\(answers.count + 1); empty: no more)", "")
            if next.isEmpty { break }
            answers.append(next)
        }
        return answers
    }

    private func answer(_ option: String, _ question: String, _ standard: String?) throws(CommandError) -> String {
        let shown = standard.flatMap { $0.isEmpty ? nil : " [\($0)]" } ?? ""
        console.note("\(question)\(shown):")
        guard let line = try console.readLine(limit: Self.longestAnswer) else {
            guard let standard else {
                throw .usage("option --\(option) is required", remedy: "give it, or answer the question")
            }
            return standard
        }
        let text = String(decoding: line, as: UTF8.self).trimmingBlanks
        guard text.isEmpty else { return text }
        guard let standard else { throw .usage("--\(option) can't be empty") }
        return standard
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
