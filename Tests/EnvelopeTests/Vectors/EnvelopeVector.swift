import Foundation
import Testing

@testable import Envelope

/// One file of `Tests/Vectors/envelopes`; its README says what the header means.
struct EnvelopeVector: Sendable, CustomTestStringConvertible {
    enum Key: String, CaseIterable {
        case expect, suite, comment, now, sender, recipient, transport, mime
        case payloadHash = "payload-sha256"
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Vectors/envelopes")

    let name: String
    let header: [Key: String]
    let body: [UInt8]

    var testDescription: String { name }

    init(named name: String) throws {
        let file = Self.folder.appending(path: "\(name).envelope")
        try self.init(name: name, Array(Data(contentsOf: file)))
    }

    init(name: String, _ bytes: [UInt8]) throws {
        self.name = name
        var header: [Key: String] = [:]
        var rest = bytes[...]
        while true {
            guard let end = rest.firstIndex(of: 0x0A) else { throw Malformed(description: "\(name): no empty line") }
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard parts.count == 2, let key = Key(rawValue: String(parts[0])) else {
                throw Malformed(description: "\(name): unknown header line \(line)")
            }
            guard header.updateValue(String(parts[1]), forKey: key) == nil else {
                throw Malformed(description: "\(name): \(key.rawValue) twice")
            }
        }
        self.header = header
        body = Array(rest)
    }

    subscript(key: Key) -> String {
        get throws { try #require(header[key], "\(name) lacks \(key.rawValue)") }
    }

    static func all() throws -> [EnvelopeVector] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "envelope" }
            .map { $0.deletingPathExtension().lastPathComponent }.sorted().map { try EnvelopeVector(named: $0) }
    }
}
