internal import Schemas

/// Reads settings from a document and collects what is wrong with it.
struct SettingsReader {
    private let root: JSONValue
    private(set) var problems: [ConfigurationProblem]

    /// Looks for settings that are not `known`.
    init(_ root: JSONValue, known: [any SettingDescription]) {
        self.root = root
        problems = Self.unknown(in: root, at: [], known.map(\.pointer.tokens))
    }

    /// The value that is given, or the default.
    mutating func value<Value>(_ setting: Setting<Value>) -> Value {
        guard let given = root.value(at: setting.pointer) else { return setting.standard }
        guard let value = setting.read(given) else {
            problems.append(ConfigurationProblem(.value, setting.pointer, "expected: \(setting.expected)"))
            return setting.standard
        }
        return value
    }

    /// The value of a setting that the node can't do without; nil after noting that it is missing.
    mutating func required<Value>(_ setting: Setting<Value?>) -> Value? {
        if !has(setting) {
            refuse(.missing, setting, "give it: \(setting.expected)")
            return nil
        }
        return value(setting)
    }

    func has(_ setting: any SettingDescription) -> Bool { root.value(at: setting.pointer) != nil }

    mutating func refuse(
        _ reason: ConfigurationProblem.Reason, _ setting: any SettingDescription, _ remedy: String
    ) {
        problems.append(ConfigurationProblem(reason, setting.pointer, remedy))
    }

    /// Every member that is neither a setting nor on the way to one. The depth is that of the settings.
    private static func unknown(
        in value: JSONValue, at path: [String], _ known: [[String]]
    ) -> [ConfigurationProblem] {
        let place = JSONPointer(tokens: path)
        guard value.kind == .object else {
            return [ConfigurationProblem(path.isEmpty ? .syntax : .value, place, "expected: an object of settings")]
        }
        let names = Set(known.filter { $0.starts(with: path) }.map { $0[path.count] })
        return value.members.flatMap { member -> [ConfigurationProblem] in
            let here = path + [member.key]
            if known.contains(here) { return [] }
            if names.contains(member.key) { return unknown(in: member.value, at: here, known) }
            let place = JSONPointer(tokens: path + [String(member.key.prefix(60))])
            return [ConfigurationProblem(.unknown, place, hint(member.key, names, known))]
        }
    }

    /// The nearest setting at this level; else the place where a setting of this name does exist.
    private static func hint(_ name: String, _ names: Set<String>, _ known: [[String]]) -> String {
        if let elsewhere = known.first(where: { $0.last == name }) {
            return "did you mean \(JSONPointer(tokens: elsewhere))?"
        }
        return Suggestion.sentence(for: name, among: names.sorted())
    }
}
