/// Which subschemas a subschema applies, for finding those that speak about a place of an instance.
struct SubschemaEdges: Sendable {
    /// To the same value.
    var inPlace: [Int32] = []
    var properties: [String: Int32] = [:]
    /// To members not named in `properties`.
    var otherProperties: [Int32] = []
    var prefixItems: [Int32] = []
    var otherItems: [Int32] = []
}
