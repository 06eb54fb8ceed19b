/// Names with what belongs to them, found by their bytes. Small and written by the schema's author, so that a hash
/// which can be made to collide does no harm.
struct NameTable: BitwiseCopyable, Sendable {
    /// Of the first slot; a slot holds an entry's number plus one, or 0.
    let slots: Int32
    /// The number of slots less one; they are a power of two.
    let mask: Int32
    /// Of the first entry.
    let entries: Int32
    let count: Int32
    /// The lengths of the names, modulo 64, as bits: most other names are told apart by these.
    let lengths: UInt64

    @inline(__always)
    func mayHold(nameOfLength length: Int) -> Bool {
        lengths >> UInt64(truncatingIfNeeded: length & 63) & 1 != 0
    }
}

/// A name in a `NameTable`.
struct NameEntry: BitwiseCopyable, Sendable {
    let offset: Int32
    let length: Int32
    /// The subschema in `properties`, or -1.
    let subschema: Int32
}

/// Everything that a subschema says about an object's members, so that one walk over them does.
struct MemberRule: BitwiseCopyable, Sendable {
    var table: Int32 = -1
    /// Of the first word in which the bits of required entries are set, -1 when none is.
    var required: Int32 = -1
    /// Pairs (pattern, subschema) in the list.
    var patterns = Subschema.Block()
    var additional: Int32 = -1
    var names: Int32 = -1
    var minimum = 0
    var maximum = Int.max
    /// Triples (trigger entry, required entry, 1 when the keyword is `dependencies`) in the list.
    var dependentRequired = Subschema.Block()
    /// Triples (trigger entry, subschema, 1 when the keyword is `dependencies`) in the list.
    var dependentSchemas = Subschema.Block()

    /// Whether members that have no entry are looked at too.
    var concernsEveryMember: Bool { patterns.start < patterns.end || additional >= 0 || names >= 0 }
}

/// Everything that a subschema says about an array's elements.
struct ElementRule: BitwiseCopyable, Sendable {
    /// Subschemas in the list.
    var prefix = Subschema.Block()
    var items: Int32 = -1
    var contains: Int32 = -1
    var minContains = 1
    var maxContains = Int.max
    var minimum = 0
    var maximum = Int.max
    var unique = false
}

/// One pair of `dateOrder` or `dateSpan`. The pointers are names in the entries.
struct DateRule: BitwiseCopyable, Sendable {
    let first: Subschema.Block
    let second: Subschema.Block
    let orEqual: Bool
    /// Indexes of spans, or -1.
    let atMost: Int32
    let atLeast: Int32
}
