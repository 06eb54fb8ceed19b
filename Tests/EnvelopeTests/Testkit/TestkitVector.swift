import Foundation
import Testing

@testable import Envelope

/// One file of `Tests/Vectors/envelope-testkit`; its README says what the header means.
struct TestkitVector: Sendable, CustomTestStringConvertible {
    enum Field: String, CaseIterable {
        case expect, comment, now, from, to, transport, suite, options, signer
        case recipientKey = "recipient-key"
        case contentType = "content-type"
        case payloadHash = "payload-sha256"
        case entityHash = "entity-sha256"

        var mayRepeat: Bool { self == .recipientKey || self == .signer }
        var isOptional: Bool { self == .options || self == .payloadHash || self == .entityHash }
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Vectors/envelope-testkit")

    let name: String
    let body: [UInt8]
    private let fields: [Field: [String]]

    var testDescription: String { name }
    var isAccepted: Bool { fields[.expect] == ["accepted"] }

    init(named name: String) throws {
        try self.init(
            name: name, Array(try Data(contentsOf: Self.folder.appending(path: name).appendingPathExtension("vector"))))
    }

    init(name: String, _ file: [UInt8]) throws {
        var fields: [Field: [String]] = [:]
        var rest = file[...]
        while true {
            guard let end = rest.firstIndex(of: 0x0A) else { throw Malformed(description: "\(name): no empty line") }
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            guard let colon = line.firstRange(of: ": "), let field = Field(rawValue: String(line[..<colon.lowerBound]))
            else { throw Malformed(description: "\(name): unknown header line \(line)") }
            guard fields[field] == nil || field.mayRepeat else {
                throw Malformed(description: "\(name): \(field.rawValue) stands twice")
            }
            fields[field, default: []].append(String(line[colon.upperBound...]))
        }
        for field in Field.allCases where fields[field] == nil && !field.isOptional {
            throw Malformed(description: "\(name): \(field.rawValue) is missing")
        }
        self.name = name
        self.fields = fields
        body = Array(rest)
        guard !isAccepted || (fields[.payloadHash] != nil && fields[.entityHash] != nil) else {
            throw Malformed(description: "\(name): accepted, but no digests")
        }
    }

    /// The only value of `field`.
    subscript(field: Field) -> String {
        get throws { try #require(fields[field]?.first, "\(name) lacks \(field.rawValue)") }
    }

    func all(_ field: Field) -> [String] { fields[field] ?? [] }

    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".vector") }
            .map { String($0.dropLast(".vector".count)) }.sorted()
    }

    static func all() throws -> [TestkitVector] { try names().map { try TestkitVector(named: $0) } }

    static func accepted() throws -> [TestkitVector] { try all().filter(\.isAccepted) }

    static func refused() throws -> [TestkitVector] { try all().filter { !$0.isAccepted } }
}
