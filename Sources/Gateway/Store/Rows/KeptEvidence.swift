/// A signed entity as it is kept: without the content that stands in it byte by byte, which is kept beside it.
struct KeptEvidence: Hashable, Sendable {
    /// How far into an entity its content may begin: the headers of the entity and of its first part stand before it.
    private static let furthest = 4_096

    /// What stands before the content, or the whole of an entity that has it in another form, as a mail does.
    private let opening: [UInt8]
    /// What stands behind it; nil when ``opening`` is the whole.
    private let closing: [UInt8]?

    init(_ evidence: [UInt8], of content: [UInt8]) {
        guard let place = Self.place(of: content, in: evidence) else {
            (opening, closing) = (evidence, nil)
            return
        }
        opening = Array(evidence[..<place])
        closing = Array(evidence[(place + content.count)...])
    }

    func evidence(of content: [UInt8]) -> [UInt8] {
        guard let closing else { return opening }
        return opening + content + closing
    }

    private static func place(of content: [UInt8], in evidence: [UInt8]) -> Int? {
        guard let first = content.first, content.count <= evidence.count else { return nil }
        return (0...min(furthest, evidence.count - content.count)).first { place in
            evidence[place] == first && evidence[place..<place + content.count] == content[...]
        }
    }
}

extension KeptEvidence {
    /// One or two, as they stand in a box.
    var parts: [[UInt8]] { [opening] + (closing.map { [$0] } ?? []) }

    /// Nil unless `parts` are what ``parts`` gave.
    init?(parts: some Collection<[UInt8]>) {
        guard (1...2).contains(parts.count), let opening = parts.first else { return nil }
        self.opening = opening
        closing = parts.dropFirst().first
    }
}
