/// A JSON text that was read strictly (RFC 8259, and stricter: no duplicate keys, no lone surrogates).
///
/// Immutable. It keeps the text itself and eight bytes per value; strings and numbers are looked at where they stand.
public final class JSONDocument: Sendable {
    let source: [UInt8]
    let nodes: [JSONNode]
    let decoded: [UInt8]

    /// Reads a text in UTF-8.
    /// - Throws: `JSONSyntaxError` with the first thing that is wrong and its line and column.
    public init(parsing source: [UInt8], limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        let parsed = try source.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
            var parser = JSONParser(bytes, limits: limits)
            try parser.parse()
            return (nodes: parser.nodes, decoded: parser.decoded)
        }
        self.source = source
        nodes = parsed.nodes
        decoded = parsed.decoded
    }

    /// Reads a text. The same as from its UTF-8 bytes.
    public convenience init(parsing text: String, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// A value of another document as the whole of a document. It keeps the other's text.
    init(of value: JSONValue) {
        let begin = value.index
        source = value.document.source
        decoded = value.document.decoded
        nodes = value.document.nodes[begin..<begin + value.nodeCount].map { $0.moved(back: begin) }
    }

    /// The value of the whole text.
    public var root: JSONValue { JSONValue(document: self, index: 0) }

    /// Lends out the parts for a walk that takes no references.
    func withContent<Result, Failure: Error>(
        _ body: (JSONContent) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try source.withUnsafeBufferPointer { source throws(Failure) in
            try nodes.withUnsafeBufferPointer { nodes throws(Failure) in
                try decoded.withUnsafeBufferPointer { decoded throws(Failure) in
                    try body(JSONContent(source: source, nodes: nodes, decoded: decoded))
                }
            }
        }
    }
}
