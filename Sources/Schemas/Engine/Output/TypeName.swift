/// The names that `type` knows (Validation section 6.1.1) and the kinds of nodes that they let pass.
enum TypeName: String, CaseIterable {
    case null, boolean, object, array, number, integer, string

    var kinds: UInt16 {
        let kinds: [JSONNode.Kind] =
            switch self {
            case .null: [.null]
            case .boolean: [.true, .false]
            case .object: [.object]
            case .array: [.array]
            case .number, .integer: [.integer, .decimal]
            case .string: [.plain, .escaped]
            }
        return kinds.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
    }

    /// The kinds that a list of names lets pass.
    static func kinds(of names: [TypeName]) -> UInt16 {
        let kinds = names.reduce(0) { $0 | $1.kinds }
        return names.contains(.integer) && !names.contains(.number) ? kinds | Subschema.integralOnly : kinds
    }

    static func names(of kinds: UInt16) -> [String] {
        let onlyIntegers = kinds & Subschema.integralOnly != 0
        return allCases.filter { name in
            switch name {
            case .number: !onlyIntegers && kinds & name.kinds == name.kinds
            case .integer: onlyIntegers && kinds & name.kinds == name.kinds
            default: kinds & name.kinds != 0
            }
        }.map(\.rawValue)
    }
}
