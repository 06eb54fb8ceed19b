/// Which children were evaluated: one bit per member or element (Core section 11).
extension Evaluator {
    /// Opens a region of cleared bits; answers where it starts.
    @inline(__always)
    mutating func openBits(_ count: Int) -> Int {
        let start = marks.count
        for _ in 0..<(count &+ 63) >> 6 { marks.append(0) }
        return start
    }

    @inline(__always)
    mutating func openRegion(of node: Int) -> Int { openBits(content.nodes[node].place) }

    /// Closes the last region, after adding its bits to an outer one of the same node unless that is -1.
    mutating func closeRegion(_ region: Int, into outer: Int) {
        if outer >= 0 {
            for word in 0..<marks.count - region { marks[outer + word] |= marks[region + word] }
        }
        marks.removeLast(marks.count - region)
    }

    @inline(__always)
    mutating func mark(_ bit: Int, in region: Int) {
        marks[region &+ bit >> 6] |= 1 << UInt64(truncatingIfNeeded: bit & 63)
    }

    @inline(__always)
    func isMarked(_ bit: Int, in region: Int) -> Bool {
        marks[region &+ bit >> 6] >> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0
    }

    mutating func checkUnevaluated(_ id: Int32, _ kind: JSONNode.Kind, _ node: Int, _ region: Int) -> Bool {
        var isValid = true
        let isObject = kind == .object
        var child = node &+ 1
        for position in 0..<content.nodes[node].place {
            let value = isObject ? child &+ 1 : child
            if !isMarked(position, in: region) {
                if trace.isOn { trace.instance.append(isObject ? .foreign(child) : .element(position)) }
                let holds = apply(id, value, -1, isObject ? .unevaluatedProperties : .unevaluatedItems)
                if trace.isOn { trace.instance.removeLast() }
                if !holds {
                    isValid = false
                    if !collects { return false }
                }
                mark(position, in: region)
            }
            child = content.next(after: value)
        }
        return isValid
    }
}
