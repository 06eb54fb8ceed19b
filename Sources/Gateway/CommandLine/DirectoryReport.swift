internal import Envelope
internal import Schemas

/// A directory and what is the matter with it, for people and for programs.
enum DirectoryReport {
    static let columns = ["OIN", "name", "role", "codes", "suite", "endpoint", "contactpersonen"]

    /// The head of an edition, one fact a line.
    static func head(_ directory: Directory, isDraft: Bool) -> [String] {
        let header = directory.header
        let names = ["region   \(header.region)", "profile  \(header.profile)", "parties  \(directory.parties.count)"]
        guard !isDraft else { return ["draft, not signed"] + names }
        return names + [
            "edition  \(directory.edition)", "issued   \(header.issued)", "valid    until \(header.validUntil)",
        ]
    }

    static func rows(_ directory: Directory, at now: UTCTime) -> [[String]] {
        directory.parties.map { party in
            [
                party.oin.description, party.name, party.role, party.codes.joined(separator: " "), party.suite.rawValue,
                party.endpoint.description, party.contactpersonen.map { person($0, at: now) }.joined(separator: "; "),
            ]
        }
    }

    private static func person(_ person: Contactpersoon, at now: UTCTime) -> String {
        let keys = person.keys.map { "\($0.use.rawValue) \($0.life.state(at: now).rawValue)" }
        return "\(person.name) <\(person.mail)> (\(keys.isEmpty ? "no keys" : keys.joined(separator: ", ")))"
    }

    static func tree(_ problem: DirectoryProblem) -> JSONTree {
        [
            "rule": .string(problem.rule.rawValue), "consequence": .string(problem.rule.onPublishing.rawValue),
            "place": .string(problem.place.description),
            "party": problem.party.map { .string($0.description) } ?? .null,
            "sentence": .string(problem.sentence),
        ]
    }

    static func tree(_ difference: DirectoryDifference) -> JSONTree {
        let parties: [JSONTree] = difference.entries.map { entry in
            [
                "oin": .string(entry.oin.description), "name": .string(entry.name),
                "changes": .array(entry.changes.map { .string($0.description) }),
            ]
        }
        return ["headerChanged": .bool(difference.isHeaderChanged), "parties": .array(parties)]
    }

    /// What a node did with what was placed or fetched.
    static func tree(_ outcome: DirectoryDesk.Outcome) -> JSONTree {
        let events = outcome.events.map { event -> JSONTree in
            [
                "level": .string(event.level.rawValue), "code": .string(event.code),
                "sentence": .string(event.sentence),
            ]
        }
        return [
            "edition": outcome.standing.snapshot.map { .string($0.edition.description) } ?? .null,
            "adopted": .bool(outcome.isAdopted), "events": .array(events),
        ]
    }

    static func lines(_ difference: DirectoryDifference) -> [String] {
        let header =
            difference.isHeaderChanged
            ? ["what it says about the region changed: profile, freshness keys, administrators, authorities or lists"]
            : []
        return header
            + difference.entries.flatMap { entry in entry.changes.map { "\(entry.oin) \(entry.name): \($0)" } }
    }
}
