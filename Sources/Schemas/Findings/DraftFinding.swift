/// A finding on its way to people, with what is needed to order it and to drop what only follows from another.
struct DraftFinding {
    /// What a finding looks at. At one place only the findings of the lowest aspect are told.
    enum Aspect: Int, Comparable {
        case presence, kind, value, dates

        static func < (left: Aspect, right: Aspect) -> Bool { left.rawValue < right.rawValue }
    }

    let finding: Finding
    let aspect: Aspect
    let order: [Int]
    /// The other date of a pair.
    var counterpart: JSONPointer?
    /// What the condition looks at that the rule stands under.
    var controllers: [JSONPointer] = []
    /// An unevaluated field that the form does know: it says only that something else failed.
    var isEcho = false
}
