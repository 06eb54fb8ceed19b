/// Finds the label and the place of a pointer in a form.
struct FormGuide {
    /// What people know of a place in a message.
    struct Stop {
        /// Without quotes.
        let label: String
        /// For putting findings in the order of the form.
        let order: [Int]
        /// Nil when the form doesn't know the place.
        let field: FormField?
    }

    let form: Form?

    func stop(at pointer: JSONPointer) -> Stop {
        guard let form else { return Stop(label: pointer.description, order: [], field: nil) }
        var known = pointer
        while form.path(to: known) == nil, let parent = known.parent { known = parent }
        let path = form.path(to: known) ?? []
        let isKnown = known == pointer
        let order = zip(path, known.tokens).map { field, token in
            field.name.isEmpty ? JSONPointer.position(token) ?? 0 : field.order
        }
        return Stop(
            label: path.isEmpty ? form.title : Self.label(path, known.tokens),
            order: isKnown ? order : order + [.max], field: isKnown ? path.last : nil)
    }

    private static func label(_ path: [FormField], _ tokens: [String]) -> String {
        var label = ""
        for (field, token) in zip(path, tokens) {
            if field.name.isEmpty {
                label += ", regel \((JSONPointer.position(token) ?? 0) &+ 1)"
            } else {
                label += (label.isEmpty ? "" : ": ") + field.label
            }
        }
        return label
    }
}
