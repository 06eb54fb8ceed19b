import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite("Log: no log or error takes a personal value")
struct LogSourceTests {
    /// Files that may write to standard output or standard error, and why.
    private static let writers = [
        "Sources/Gateway/Watch/NodeLog.swift": "the log: fixed names and typed values",
        "Sources/Gateway/CommandLine/TerminalConsole.swift": "what a command answers to who gave it",
        "Sources/Gateway/CommandLine/StandardStreams.swift": "sees to it that both are open, and writes nothing",
    ]

    @Test("there is one way to the log, and one to the terminal")
    func writers() throws {
        let ways = [
            "STDERR_FILENO", "STDOUT_FILENO", "FileHandle.standardError", "FileHandle.standardOutput", "NSLog(",
            "debugPrint(", " dump(", "Swift.print(", "fputs(", "syslog(", "os_log(",
        ]
        for folder in ["Sources/Gateway", "Sources/Envelope", "Sources/Schemas"] {
            for file in try SourceFiles.swift(under: folder) where Self.writers[file.path] == nil {
                for way in ways { #expect(!file.text.contains(way), "\(file.path) writes by \(way)") }
            }
        }
    }

    @Test("names of events and fields in the log are fixed in the program")
    func events() throws {
        let call = try Regex(#"\b(?:log|plan\.log)\.(?:debug|info|warning|error)\(\s*(\S)"#)
        var calls = 0
        for file in try SourceFiles.swift(under: "Sources/Gateway") {
            for match in file.text.matches(of: call) {
                calls += 1
                #expect(match[1].substring == "\"", "\(file.path): \(match[0].substring ?? "")")
            }
            let names = file.lines.filter { $0.contains("(\"") && $0.contains("\\(") && $0.contains("log.") }
            #expect(names.isEmpty, "\(file.path) interpolates into a log call: \(names)")
        }
        #expect(calls > 20)
    }

    @Test("free text gets into the log only as a path or a host of the configuration")
    func places() throws {
        let users = try SourceFiles.swift(under: "Sources/Gateway").flatMap { file in
            file.lines.filter { $0.contains("\", .place(") }.map { _ in file.path }
        }
        #expect(
            users.sorted() == [
                "Sources/Gateway/Mail/Intake/MailFetcher.swift", "Sources/Gateway/Watch/TLSRenewal.swift",
            ])
    }

    /// A new case makes this switch incomplete: whoever adds one thinks of what it can hold.
    @Test("every kind of value that can be logged", arguments: [LogValue.number(1), .code("sent"), .sentence("fixed")])
    func kinds(value: LogValue) {
        switch value {
        case .party, .id, .number, .edition, .code, .sentence, .storeError, .keys, .place: break
        }
        #expect(!value.text.isEmpty)
    }

    @Test("errors, findings and audit records have no member that holds content")
    func errors() throws {
        let held = try Regex(
            #"case \w+\([^)]*\b(?:JSONTree|JSONValue|ReceivedMessage|OpenedMessage|Arrival|Submission)\b"#)
        for folder in ["Sources/Gateway", "Sources/Envelope", "Sources/Schemas"] {
            for file in try SourceFiles.swift(under: folder) where file.path.contains("Error") {
                #expect(file.text.firstMatch(of: held) == nil, "\(file.path)")
            }
        }
    }

    @Test("what a message holds is not in the text of the records that carry it")
    func records() throws {
        let secret = "Jikke de Boer"
        let submission = Submission(type: "registratie", data: Array(secret.utf8), releasedBy: .node)
        var dumped = ""
        dump(submission, to: &dumped)
        let delivery = StoreFixture.delivery()
        for text in [String(describing: submission), String(reflecting: [submission]), dumped] {
            #expect(!text.contains(secret))
            #expect(!text.contains("\(Array(secret.utf8).prefix(3).map(String.init).joined(separator: ", "))"))
        }
        #expect(String(describing: delivery) == Sensitive<Int>.placeholder)
    }
}
