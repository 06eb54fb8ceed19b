internal import Schemas

/// Why a message was not sent. Nothing was stored.
enum SubmissionError: Error, Sendable {
    /// It can't be told what it is.
    case misuse(CheckMisuse)
    /// The form has findings.
    case form(CheckReport)
    /// It may not go, or to nobody: each finding with its rule and remedy.
    case routing([RoutingFinding])
    /// The message can't be written.
    case message(String)
    case store(StoreError)

    /// Stable codes, for the log.
    var codes: [String] {
        switch self {
        case .misuse: ["misuse"]
        case .form(let report): report.findings.map(\.code.rawValue)
        case .routing(let findings): findings.map(\.code.rawValue)
        case .message: ["message"]
        case .store: ["store"]
        }
    }
}

extension SubmissionError: CustomStringConvertible {
    var description: String {
        switch self {
        case .misuse(let misuse): misuse.description
        case .form(let report): report.summary
        case .routing(let findings): findings.map(\.description).joined(separator: "\n")
        case .message(let text): text
        case .store(let error): error.description
        }
    }
}
