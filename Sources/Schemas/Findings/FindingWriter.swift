/// Turns what the engine found into what people can use: each thing once, at the field, in the order of the form.
struct FindingWriter {
    let guide: FormGuide
    let documents: SchemaView.Documents

    init(form: Form?, documents: SchemaView.Documents) {
        guide = FormGuide(form: form)
        self.documents = documents
    }

    /// - Parameter extra: findings that no schema makes.
    func findings(of violations: [Violation], with extra: [DraftFinding] = []) -> [Finding] {
        Self.settle(extra + violations.filter { !$0.isAlternative }.map { draft($0) })
    }

    /// Drops what only follows from another finding, and sorts. When all seem to follow from others, all are told: what
    /// is not valid always has a finding.
    static func settle(_ drafts: [DraftFinding]) -> [Finding] {
        var seen: Set<Finding> = []
        let told = drafts.filter { !$0.isEcho && seen.insert($0.finding).inserted }
        let known = told.filter { !$0.isUnknownField }
        let lowest = Dictionary(known.map { ($0.finding.pointer, $0.aspect) }, uniquingKeysWith: min)
        let doubtful = Set(known.filter { $0.counterpart == nil }.map(\.finding.pointer))
        var taken: Set<JSONPointer> = []
        let kept = told.filter { draft in
            if draft.isUnknownField { return true }
            // What depends on a field that is wrong itself can't be judged yet.
            if draft.controllers.contains(where: { lowest[$0] != nil }) { return false }
            guard draft.aspect == lowest[draft.finding.pointer] else { return false }
            if let counterpart = draft.counterpart { return !doubtful.contains(counterpart) }
            return taken.insert(draft.finding.pointer).inserted
        }
        return sorted(kept.isEmpty ? drafts : kept).map(\.finding)
    }

    /// In the order of the form; what has the same place stays in the order in which it was found.
    private static func sorted(_ drafts: [DraftFinding]) -> [DraftFinding] {
        let indexed = drafts.enumerated().sorted { left, right in
            if left.element.order == right.element.order { return left.offset < right.offset }
            return left.element.order.lexicographicallyPrecedes(right.element.order)
        }
        return indexed.map(\.element)
    }

    private func draft(_ violation: Violation) -> DraftFinding {
        switch violation.problem {
        case .required(let name): missing(name, of: violation)
        case .dependentRequired(let name, let other): missing(name, of: violation, because: other)
        case .notAllowed: notAllowed(violation)
        case .dateOrder, .spanTooLong, .spanTooShort: dates(violation)
        default: value(violation)
        }
    }

    private func missing(_ name: String, of violation: Violation, because other: String? = nil) -> DraftFinding {
        let pointer = violation.instanceLocation.appending(name)
        let stop = guide.stop(at: pointer)
        let label = stop.field == nil ? name : stop.label
        let branch = BranchClause(around: violation.absoluteKeywordLocation, in: documents)
        var clause = branch.sentence
        if let other {
            let label = guide.stop(at: violation.instanceLocation.appending(other)).label
            clause = "verplicht als '\(label)' is ingevuld"
        }
        let sentence = clause.map { "dit veld is \($0)." } ?? "vul dit veld in."
        return DraftFinding(
            finding: Finding(
                clause == nil ? .missing : .missingHere, pointer, label, "'\(label)' ontbreekt; \(sentence)"),
            aspect: .presence, order: stop.order, controllers: branch.controllers(at: violation.instanceLocation))
    }

    private func notAllowed(_ violation: Violation) -> DraftFinding {
        let pointer = violation.instanceLocation
        let stop = guide.stop(at: pointer)
        guard stop.field != nil else { return unknown(violation, stop) }
        let branch = BranchClause(around: violation.absoluteKeywordLocation, in: documents)
        let sentence = branch.sentence.map { "dit veld is \($0)." } ?? "haal dit veld weg."
        return DraftFinding(
            finding: Finding(
                .refusedHere, pointer, stop.label, "'\(stop.label)' is ingevuld, maar hoort hier niet; \(sentence)"),
            aspect: .presence, order: stop.order, controllers: branch.controllers(at: pointer),
            isEcho: violation.keyword == "unevaluatedProperties" || violation.keyword == "unevaluatedItems")
    }
}

extension DraftFinding {
    fileprivate var isUnknownField: Bool { finding.code == .unknownField }
}
