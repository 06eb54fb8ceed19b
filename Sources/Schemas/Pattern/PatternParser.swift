/// Reads a pattern as ECMA-262 section 22.2.1 does with the `u` flag, without its legacy leniency (Annex B).
///
/// A recursive descent whose depth is bounded by `maximumDepth`; everything else is a loop.
struct PatternParser {
    static let maximumDepth = 128
    static let maximumBytes = 65_536
    static let maximumSets = 1_024

    let scalars: [Unicode.Scalar]
    var position = 0
    var depth = 0
    var sets: [ScalarSet] = []
    var setIndices: [ScalarSet: Int] = [:]
    var groupCount = 0
    var groupNames: [String: Int] = [:]
    var numberedReferences: [(group: Int, offset: Int)] = []
    var namedReferences: [(name: String, placeholder: Int, offset: Int)] = []
    var hasLook = false

    private init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    static func parse(_ source: String) throws(PatternError) -> PatternSyntax {
        guard source.utf8.count <= maximumBytes else { throw PatternError(reason: .tooLarge, offset: 0) }
        var parser = PatternParser(source)
        let root = try parser.alternatives()
        if parser.peek() == ")" { throw parser.error(.unmatchedParenthesis) }
        let resolved = try parser.resolvingNames(in: root)
        let references = !parser.numberedReferences.isEmpty || !parser.namedReferences.isEmpty
        return PatternSyntax(
            root: resolved, sets: parser.sets, groupCount: parser.groupCount,
            needsBacktracking: parser.hasLook || references)
    }

    // MARK: Reading

    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        let index = position + ahead
        return index < scalars.count ? scalars[index] : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        position += 1
        return true
    }

    mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    func error(_ reason: PatternError.Reason, at offset: Int? = nil) -> PatternError {
        PatternError(reason: reason, offset: offset ?? position)
    }

    // MARK: Sets

    mutating func node(_ set: ScalarSet) throws(PatternError) -> PatternNode {
        if let known = setIndices[set] { return .scalars(set: known) }
        guard sets.count < Self.maximumSets else { throw error(.tooLarge) }
        setIndices[set] = sets.count
        sets.append(set)
        return .scalars(set: sets.count - 1)
    }

    // MARK: Structure

    /// Disjunction: alternatives up to the end or a closing parenthesis.
    mutating func alternatives() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|" as Unicode.Scalar) {
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var terms: [PatternNode] = []
        while let next = peek(), next != "|", next != ")" {
            terms.append(try term())
        }
        switch terms.count {
        case 0: return .empty
        case 1: return terms[0]
        default: return .sequence(terms)
        }
    }

    private mutating func term() throws(PatternError) -> PatternNode {
        let groupsBefore = groupCount
        let (node, isQuantifiable) = try atom()
        guard let first = peek(), "*+?{".unicodeScalars.contains(first) else { return node }
        guard isQuantifiable else { throw error(.nothingToRepeat) }
        let (minimum, maximum) = try quantifier()
        let isGreedy = !take("?" as Unicode.Scalar)
        let groups = (groupsBefore + 1)..<(groupCount + 1)
        let repetition = PatternRepetition(minimum: minimum, maximum: maximum, isGreedy: isGreedy, groups: groups)
        return .repetition(repetition, of: node)
    }

    private mutating func atom() throws(PatternError) -> (node: PatternNode, isQuantifiable: Bool) {
        let start = position
        guard let scalar = peek() else { throw error(.unexpectedEnd) }
        position += 1
        switch scalar {
        case "^": return (.assertion(.start), false)
        case "$": return (.assertion(.end), false)
        case ".": return (try node(ScalarSet.lineTerminators.inverted), true)
        case "[": return (try characterClass(), true)
        case "(": return try group()
        case "\\": return try escape()
        case "*", "+", "?": throw error(.nothingToRepeat, at: start)
        case "{", "}": throw error(.unescapedBrace, at: start)
        case "]": throw error(.unescapedBracket, at: start)
        default: return (try node(ScalarSet(scalar.value)), true)
        }
    }
}
