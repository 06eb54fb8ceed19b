internal import Schemas

/// One setting of `node.json`: its place, its value's form and limits, its default and its meaning. Reading the file, the
/// table in docs/operations.md and the "did you mean" all go by it.
struct Setting<Value: Sendable>: SettingDescription {
    let pointer: JSONPointer
    let expected: String
    let standard: Value
    let standardText: String
    let meaning: String
    /// Nil when the value has not the expected form.
    let read: @Sendable (JSONValue) -> Value?

    init(
        _ path: String, _ form: SettingForm<Value>, standard: Value, shown: String, _ meaning: String
    ) {
        pointer = JSONPointer(tokens: path.split(separator: ".").map(String.init))
        expected = form.expected
        self.standard = standard
        standardText = shown
        self.meaning = meaning
        read = form.read
    }
}

extension Setting {
    /// A setting that has no value when it is not given.
    init<Wrapped>(_ path: String, optional form: SettingForm<Wrapped>, shown: String = "–", _ meaning: String)
    where Value == Wrapped? {
        let read = form.read
        self.init(
            path, SettingForm<Value>(form.expected) { read($0).map { .some($0) } }, standard: nil, shown: shown, meaning
        )
    }
}
