/// What one step of the doctor found, on one line.
struct DoctorFinding: Hashable, Sendable {
    enum Level: String, CaseIterable, Hashable, Sendable {
        case good = "goed"
        case warning = "let op"
        case wrong = "FOUT"
    }

    let step: String
    let level: Level
    let text: String
    /// What to do; nil when all is well.
    let remedy: String?

    static func good(_ step: String, _ text: String) -> DoctorFinding {
        DoctorFinding(step: step, level: .good, text: text, remedy: nil)
    }

    static func warning(_ step: String, _ text: String, _ remedy: String) -> DoctorFinding {
        DoctorFinding(step: step, level: .warning, text: text, remedy: remedy)
    }

    static func wrong(_ step: String, _ text: String, _ remedy: String) -> DoctorFinding {
        DoctorFinding(step: step, level: .wrong, text: text, remedy: remedy)
    }

    static func wrong(_ step: String, _ error: CommandError) -> DoctorFinding {
        wrong(step, error.message, error.remedy ?? "zie docs/operations.md")
    }

    var line: String {
        let state = level.rawValue + String(repeating: " ", count: max(0, 6 - level.rawValue.count))
        let name = step + String(repeating: " ", count: max(0, 14 - step.count))
        return "\(state)  \(name)  \(text)" + (remedy.map { "; \($0)" } ?? "")
    }
}
