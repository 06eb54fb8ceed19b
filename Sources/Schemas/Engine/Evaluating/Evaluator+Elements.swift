/// The keywords about an array's elements (Core section 10.3.1, Validation section 6.4).
extension Evaluator {
    mutating func checkElements(_ rule: UnsafePointer<ElementRule>, _ node: Int, _ region: Int) -> Bool {
        let count = content.nodes[node].place
        var isValid = true
        if count < rule.pointee.minimum { isValid = fail(.minItems) { .minItems(rule.pointee.minimum) } }
        if count > rule.pointee.maximum { isValid = fail(.maxItems) { .maxItems(rule.pointee.maximum) } }
        guard isValid || collects else { return false }
        let prefix = Int(rule.pointee.prefix.end &- rule.pointee.prefix.start)
        if prefix > 0 || rule.pointee.items >= 0 {
            isValid = checkEach(rule, prefix, node, region) && isValid
        }
        if isValid || collects, rule.pointee.contains >= 0 { isValid = checkContains(rule, node, region) && isValid }
        if isValid || collects, rule.pointee.unique { isValid = checkUnique(node) && isValid }
        return isValid
    }

    private mutating func checkEach(
        _ rule: UnsafePointer<ElementRule>, _ prefix: Int, _ node: Int, _ region: Int
    ) -> Bool {
        var isValid = true
        var child = node &+ 1
        let last = rule.pointee.items >= 0 ? content.nodes[node].place : min(prefix, content.nodes[node].place)
        for position in 0..<last {
            if trace.isOn { trace.instance.append(.element(position)) }
            let holds =
                position < prefix
                ? apply(
                    view.list[Int(rule.pointee.prefix.start) &+ position], child, -1, .prefixItems, token: position)
                : apply(rule.pointee.items, child, -1, .items)
            if trace.isOn { trace.instance.removeLast() }
            if !holds {
                isValid = false
                if !collects { return false }
            }
            if region >= 0 { mark(position, in: region) }
            child = content.next(after: child)
        }
        return isValid
    }

    private mutating func checkContains(_ rule: UnsafePointer<ElementRule>, _ node: Int, _ region: Int) -> Bool {
        var found = 0
        var child = node &+ 1
        for position in 0..<content.nodes[node].place {
            if trace.isOn { trace.instance.append(.element(position)) }
            let holds = quietly(keepingAnnotations: true) { $0.attempt(rule.pointee.contains, child) }
            if trace.isOn { trace.instance.removeLast() }
            if holds {
                found += 1
                if region >= 0 { mark(position, in: region) }
            }
            child = content.next(after: child)
        }
        var isValid = true
        if found < rule.pointee.minContains {
            isValid = fail(.contains) { .minContains(rule.pointee.minContains, found: found) }
        }
        if found > rule.pointee.maxContains {
            isValid = fail(.maxContains) { .maxContains(rule.pointee.maxContains, found: found) }
        }
        return isValid
    }

    private mutating func attempt(_ contains: Int32, _ child: Int) -> Bool {
        let annotations = trace.annotations.count
        let holds = apply(contains, child, -1, .contains)
        if !holds { trace.forgetAnnotations(after: annotations) }
        return holds
    }

    /// One finding for the first element that repeats another. Hashes under a secret key are sorted, eight bytes per
    /// element, and only elements with equal hashes are compared: hostile arrays cost little more than others.
    private mutating func checkUnique(_ node: Int) -> Bool {
        guard content.nodes[node].place > 1 else { return true }
        var hashes: [UInt64] = []
        hashes.reserveCapacity(content.nodes[node].place)
        var child = node + 1
        while child < content.nodes[node].extent {
            let hash = UInt32(truncatingIfNeeded: JSONEquality.hash(content, child))
            hashes.append(UInt64(hash) << 32 | UInt64(child))
            child = content.next(after: child)
        }
        hashes.sort()
        guard let (first, second) = firstRepetition(hashes) else { return true }
        return fail(.uniqueItems) { [content] in
            .duplicateItems(
                first: Self.position(of: first, in: node, content), second: Self.position(of: second, in: node, content)
            )
        }
    }

    /// Of the pairs of equal elements, the one whose second element comes first.
    private func firstRepetition(_ hashes: [UInt64]) -> (Int, Int)? {
        var found: (Int, Int)?
        var start = 0
        for index in 1..<hashes.count {
            if hashes[index] >> 32 != hashes[start] >> 32 { start = index }
            let node = Int(hashes[index] & 0xFFFF_FFFF)
            for earlier in start..<index {
                let other = Int(hashes[earlier] & 0xFFFF_FFFF)
                guard JSONEquality.areEqual(content, other, content, node) else { continue }
                if found.map({ node < $0.1 }) ?? true { found = (other, node) }
                if !collects { return found }
                break
            }
        }
        return found
    }

    private static func position(of node: Int, in array: Int, _ content: JSONContent) -> Int {
        var child = array + 1
        var position = 0
        while child < node {
            child = content.next(after: child)
            position += 1
        }
        return position
    }
}
