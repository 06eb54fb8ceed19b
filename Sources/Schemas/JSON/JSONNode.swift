/// One value of a document in eight bytes, so that a document of the smallest values (`[0,0,0…]`) takes four times its text.
///
/// Four bits of kind; 28 bits of place: of a scalar the offset of its bytes, of a container the number of its
/// children; 32 bits of extent: of a scalar the number of its bytes, of a container the index after its last
/// descendant. An object's children are key, value, key, value.
struct JSONNode: BitwiseCopyable, Sendable {
    enum Kind: UInt8 {
        case null, `false`, `true`
        /// A number written as digits only, perhaps with a minus.
        case integer
        /// A number with a point or an exponent.
        case decimal
        /// A string without escapes: its bytes stand in the source.
        case plain
        /// A string with escapes: its bytes stand in the buffer of decoded strings.
        case escaped
        case array, object
    }

    private var bits: UInt64

    init(_ kind: Kind, place: Int, extent: Int) {
        bits = UInt64(kind.rawValue) | UInt64(truncatingIfNeeded: place) << 4 | UInt64(truncatingIfNeeded: extent) << 32
    }

    /// The four bits were put there from a kind, whose raw values run from 0 without gaps.
    @inline(__always)
    var kind: Kind { unsafeBitCast(UInt8(truncatingIfNeeded: bits & 15), to: Kind.self) }

    @inline(__always)
    var place: Int { Int(truncatingIfNeeded: bits >> 4 & 0xFFF_FFFF) }

    @inline(__always)
    var extent: Int { Int(truncatingIfNeeded: bits >> 32) }

    @inline(__always)
    var isString: Bool { kind == .plain || kind == .escaped }

    @inline(__always)
    var isNumber: Bool { kind == .integer || kind == .decimal }

    @inline(__always)
    mutating func countChild() { bits &+= 16 }

    @inline(__always)
    mutating func setExtent(_ extent: Int) {
        bits = bits & 0xFFFF_FFFF | UInt64(truncatingIfNeeded: extent) << 32
    }

    /// The same node in a list that begins `distance` nodes later.
    func moved(back distance: Int) -> JSONNode {
        guard kind == .array || kind == .object else { return self }
        var moved = self
        moved.setExtent(extent - distance)
        return moved
    }

    /// The node that follows this one and everything inside it.
    @inline(__always)
    func next(after index: Int) -> Int { bits & 15 >= 7 ? extent : index &+ 1 }
}
