/// Small pieces of Dutch for findings.
enum Dutch {
    /// A span in words: "2 jaar en 6 maanden".
    static func words(_ span: CalendarSpan) -> String {
        let (years, months) = (span.months / 12, span.months % 12)
        let parts = [
            years == 0 ? nil : "\(years) jaar",
            months == 0 ? nil : months == 1 ? "1 maand" : "\(months) maanden",
            span.days == 0 ? nil : span.days == 1 ? "1 dag" : "\(span.days) dagen",
        ]
        let words = parts.compactMap(\.self).joined(separator: " en ")
        return words.isEmpty ? "0 dagen" : words
    }

    /// The choices that people have, at most fifteen of them, with the code where it isn't the label itself.
    static func list(_ choices: [FormField.Choice]) -> String {
        let shown = choices.prefix(15).map { $0.label.lowercased() == $0.code ? $0.label : "\($0.label) (\($0.code))" }
        let more = choices.count > shown.count ? " en nog \(choices.count - shown.count)" : ""
        return shown.joined(separator: ", ") + more
    }

    /// The kinds of JSON values, as people would say it.
    static func kinds(_ names: [String]) -> String {
        let words = names.map { name in
            switch name {
            case "string": "een tekst"
            case "integer": "een geheel getal"
            case "number": "een getal"
            case "boolean": "true of false"
            case "array": "een lijst"
            case "object": "een groep velden"
            default: "null"
            }
        }
        return words.joined(separator: " of ")
    }
}
