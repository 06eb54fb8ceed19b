/// A compiled subschema: which kinds of values it lets pass, and which instructions look at each kind.
struct Subschema: BitwiseCopyable, Sendable {
    /// Instructions from `start` up to `end`.
    struct Block: BitwiseCopyable, Sendable {
        var start: Int32 = 0
        var end: Int32 = 0
    }

    /// What there is to do: nothing (true), nothing but refuse (false), or the rules below.
    enum Action: UInt8 {
        case accept, reject, check
    }

    static let everyKind: UInt16 = 0x1FF
    /// Set when decimals pass only if their value is integral: `type` has integer, but not number.
    static let integralOnly: UInt16 = 0x8000

    var action = Action.check
    /// One bit per `JSONNode.Kind`.
    var kinds = everyKind
    var resource: Int32 = 0
    var strings = Block()
    var numbers = Block()
    var objects = Block()
    var arrays = Block()
    var anything = Block()
    var unevaluatedProperties: Int32 = -1
    var unevaluatedItems: Int32 = -1
}
