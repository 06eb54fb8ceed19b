internal import Synchronization

/// Tools that belong to one task at a time, such as sealers: lent out, and taken back for the next task.
///
/// Unchecked, because only the pool and the one borrower of a tool hold it.
final class ToolPool<Key: Hashable & Sendable, Tool>: @unchecked Sendable {
    private struct Shelf: @unchecked Sendable {
        var tools: [Key: [Tool]] = [:]
        var count = 0
    }

    private let shelf = Mutex(Shelf())
    private let capacity: Int

    /// - Parameter capacity: how many tools are kept at most; when there are more, all are given up and made again.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Runs `body` with a tool from the pool, or a new one.
    func with<Value, Failure: Error>(
        _ key: Key, make: () throws(Failure) -> Tool, _ body: (Tool) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let tool = if let kept = take(key) { kept } else { try make() }
        defer { put(tool, key) }
        return try body(tool)
    }

    private func take(_ key: Key) -> Tool? {
        let lent = shelf.withLock { shelf -> Lent<Tool>? in
            guard let tool = shelf.tools[key]?.popLast() else { return nil }
            shelf.count -= 1
            return Lent(tool: tool)
        }
        return lent?.tool
    }

    private func put(_ tool: Tool, _ key: Key) {
        let lent = Lent(tool: tool)
        shelf.withLock { shelf in
            if shelf.count >= capacity { shelf = Shelf() }
            shelf.tools[key, default: []].append(lent.tool)
            shelf.count += 1
        }
    }
}

/// A tool on its way between the pool and its borrower.
private struct Lent<Tool>: @unchecked Sendable {
    let tool: Tool
}
