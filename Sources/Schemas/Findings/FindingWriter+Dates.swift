extension FindingWriter {
    /// Two dates that can't stand together; told at the later one.
    func dates(_ violation: Violation) -> DraftFinding {
        let pointer = violation.instanceLocation
        let stop = guide.stop(at: pointer)
        let (code, other, explain) = Self.pair(violation.problem)
        let holder = Self.holder(of: pointer, violation.problem)
        let counterpart = holder.appending(other)
        let label = guide.stop(at: counterpart).label
        return DraftFinding(
            finding: Finding(code, pointer, stop.label, explain(stop.label, label)), aspect: .dates, order: stop.order,
            counterpart: counterpart)
    }

    private static func pair(_ problem: Problem) -> (FindingCode, JSONPointer, (String, String) -> String) {
        switch problem {
        case .dateOrder(let earlier, _, true):
            (.dateOrder, earlier, { "'\($0)' ligt vóór '\($1)'; verwacht wordt een datum op of na '\($1)'." })
        case .dateOrder(let earlier, _, false):
            (.dateOrder, earlier, { "'\($0)' ligt niet na '\($1)'; verwacht wordt een latere datum dan '\($1)'." })
        case .spanTooLong(let from, let most):
            (
                .spanTooLong, from,
                { "'\($0)' ligt te lang na '\($1)'; verwacht wordt hoogstens \(Dutch.words(most)) later." }
            )
        case .spanTooShort(let from, let least):
            (
                .spanTooShort, from,
                { "'\($0)' ligt te kort na '\($1)'; verwacht wordt ten minste \(Dutch.words(least)) later." }
            )
        default:
            (.otherRule, .root, { label, _ in "'\(label)' past niet bij een andere datum; verbeter een van de twee." })
        }
    }

    /// The object that has the keyword: the place of the later date without the pointer to it.
    private static func holder(of place: JSONPointer, _ problem: Problem) -> JSONPointer {
        guard case .dateOrder(_, let later, _) = problem else { return place.parent ?? .root }
        return JSONPointer(tokens: Array(place.tokens.dropLast(later.tokens.count)))
    }
}
