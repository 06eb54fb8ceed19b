/// The parts of a document, borrowed. Valid inside `JSONDocument.withContent` only.
struct JSONContent {
    let source: ByteString
    let nodes: UnsafeBufferPointer<JSONNode>
    let decoded: ByteString

    /// The bytes of a string without its quotes, escapes decoded; of any other scalar its text.
    @inline(__always)
    func bytes(of node: JSONNode) -> ByteString {
        node.kind == .escaped
            ? decoded.slice(node.place, node.extent) : source.slice(node.place, node.extent)
    }

    @inline(__always)
    func bytes(at index: Int) -> ByteString { bytes(of: nodes[index]) }

    @inline(__always)
    func next(after index: Int) -> Int { nodes[index].next(after: index) }

    func string(at index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }
}
