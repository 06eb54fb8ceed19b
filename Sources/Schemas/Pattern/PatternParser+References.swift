/// Back references may point forward, so they are checked and resolved when the whole pattern has been read.
extension PatternParser {
    mutating func numberedReference(from start: Int) throws(PatternError) -> PatternNode {
        let group = try count() ?? .max
        numberedReferences.append((group, start))
        return .backreference(group: group)
    }

    /// A named reference stands in the tree as a negative number until `resolvingNames(in:)`.
    mutating func namedReference(from start: Int) throws(PatternError) -> PatternNode {
        let name = try groupName()
        let placeholder = -1 - namedReferences.count
        namedReferences.append((name, placeholder, start))
        return .backreference(group: placeholder)
    }

    func resolvingNames(in root: PatternNode) throws(PatternError) -> PatternNode {
        for reference in numberedReferences where reference.group > groupCount {
            throw error(.noSuchGroup, at: reference.offset)
        }
        var groups: [Int: Int] = [:]
        for reference in namedReferences {
            guard let group = groupNames[reference.name] else { throw error(.noSuchGroup, at: reference.offset) }
            groups[reference.placeholder] = group
        }
        return groups.isEmpty ? root : root.replacingReferences(groups)
    }
}

extension PatternNode {
    fileprivate func replacingReferences(_ groups: [Int: Int]) -> PatternNode {
        switch self {
        case .backreference(let group): .backreference(group: groups[group] ?? group)
        case .sequence(let parts): .sequence(parts.map { $0.replacingReferences(groups) })
        case .alternatives(let parts): .alternatives(parts.map { $0.replacingReferences(groups) })
        case .repetition(let repetition, of: let part): .repetition(repetition, of: part.replacingReferences(groups))
        case .capture(let group, let part): .capture(group: group, part.replacingReferences(groups))
        case .look(let look, let part): .look(look, part.replacingReferences(groups))
        case .empty, .scalars, .assertion: self
        }
    }
}
