extension FindingWriter {
    /// A value that isn't what its field asks for.
    func value(_ violation: Violation) -> DraftFinding {
        let stop = guide.stop(at: violation.instanceLocation)
        let label = "'\(stop.label)'"
        let (code, sentence) = explain(violation, stop, label)
        let aspect: DraftFinding.Aspect =
            switch code {
            case .wrongKind: .kind
            case .afterToday: .dates
            default: .value
            }
        return DraftFinding(
            finding: Finding(code, violation.instanceLocation, stop.label, sentence), aspect: aspect, order: stop.order,
            controllers: code == .choiceHere ? controllers(violation) : [])
    }

    private func controllers(_ violation: Violation) -> [JSONPointer] {
        BranchClause(around: violation.absoluteKeywordLocation, in: documents)
            .controllers(at: violation.instanceLocation)
    }

    private func explain(
        _ violation: Violation, _ stop: FormGuide.Stop, _ label: String
    ) -> (FindingCode, String) {
        switch violation.problem {
        case .type(let expected):
            (.wrongKind, "\(label) heeft een verkeerde soort waarde; verwacht wordt \(Dutch.kinds(expected)).")
        case .notInEnum, .notConst: choice(violation, stop, label)
        case .anyOf, .oneOf:
            (.choice, "\(label) heeft een waarde die hier niet mag. \(stop.field?.help ?? "Verbeter dit veld.")")
        case .pattern: (.otherForm, "\(label) heeft niet de verwachte vorm; \(Self.advice(violation, stop))")
        case .format: format(violation, label)
        case .codeList:
            (
                .codeList,
                "\(label) is geen code van de lijst '\(violation.text("codeList"))'; kies een code uit die lijst."
            )
        case .notAfterToday:
            (
                .afterToday,
                "\(label) ligt na vandaag; het veld meldt een feit, dus verwacht wordt een dag tot en met vandaag."
            )
        case .patternOutOfSteps, .tooDeep:
            (.tooMuchWork, "\(label) is niet binnen de rekenlimiet te controleren; maak de inhoud korter.")
        case .duplicateItems(let first, let second):
            (.repeatedLine, "\(label): regel \(first &+ 1) en regel \(second &+ 1) zijn gelijk; haal er een weg.")
        default: size(violation.problem, label)
        }
    }

    private func size(_ problem: Problem, _ label: String) -> (FindingCode, String) {
        switch problem {
        case .minLength(1): (.empty, "\(label) is leeg; vul dit veld in.")
        case .minLength(let least): (.tooShort, "\(label) is te kort; verwacht worden ten minste \(least) tekens.")
        case .maxLength(let most): (.tooLong, "\(label) is te lang; verwacht worden hoogstens \(most) tekens.")
        case .minItems(let least), .minContains(let least, _), .minProperties(let least):
            (.tooFewLines, "\(label) heeft te weinig regels; verwacht worden er ten minste \(least).")
        case .maxItems(let most), .maxContains(let most, _), .maxProperties(let most):
            (.tooManyLines, "\(label) heeft te veel regels; verwacht worden er hoogstens \(most).")
        case .minimum(let least): (.outOfRange, "\(label) is te klein; verwacht wordt ten minste \(least).")
        case .maximum(let most): (.outOfRange, "\(label) is te groot; verwacht wordt hoogstens \(most).")
        case .exclusiveMinimum(let limit): (.outOfRange, "\(label) is te klein; verwacht wordt meer dan \(limit).")
        case .exclusiveMaximum(let limit): (.outOfRange, "\(label) is te groot; verwacht wordt minder dan \(limit).")
        case .multipleOf(let step): (.notMultiple, "\(label) moet een veelvoud zijn van \(step).")
        default: (.otherRule, "\(label) voldoet niet aan een regel van het formulier; verbeter dit veld.")
        }
    }

    private func format(_ violation: Violation, _ label: String) -> (FindingCode, String) {
        let (code, isNot, expected) = FormatWords.explain(violation.text("format"))
        return (code, "\(label) is \(isNot); \(expected).")
    }

    /// Only the codes that the rule allows are named; labels come from the field itself.
    private func choice(_ violation: Violation, _ stop: FormGuide.Stop, _ label: String) -> (FindingCode, String) {
        let clause = BranchClause(around: violation.absoluteKeywordLocation, in: documents)
        let allowed = violation.subschema["enum"]?.elements ?? violation.subschema["const"].map { [$0] } ?? []
        let labels = violation.subschema["enumLabels"]
        let choices = allowed.map { value in
            let code = value.string ?? String(decoding: JSONTree(value).encoded(), as: UTF8.self)
            let known = stop.field?.choices.first { $0.code == code }?.label ?? labels?[code]?.string
            return FormField.Choice(code: code, label: known ?? code)
        }
        guard clause.isConditional else {
            return (.choice, "\(label) heeft een waarde die hier niet mag; kies uit: \(Dutch.list(choices)).")
        }
        let why = clause.sentence ?? ""
        return (.choiceHere, "\(label) past hier niet; kies uit: \(Dutch.list(choices)), \(why).")
    }

    /// The description that stands with the pattern says what it asks for.
    private static func advice(_ violation: Violation, _ stop: FormGuide.Stop) -> String {
        if let text = violation.subschema["description"]?.string { return "verwacht wordt \(text)." }
        return stop.field?.help ?? "verbeter de schrijfwijze."
    }
}

extension Violation {
    fileprivate func text(_ keyword: String) -> String { subschema[keyword]?.string ?? "" }
}
