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

    /// One finding for the first pair that is equal. Hashed under a secret key, so hostile arrays cost linear time.
    private mutating func checkUnique(_ node: Int) -> Bool {
        let count = content.nodes[node].place
        guard count > 1 else { return true }
        var slots = 4
        while slots < count * 2 { slots *= 2 }
        var table = [(hash: Int, node: Int, position: Int)](repeating: (0, 0, 0), count: slots)
        var child = node + 1
        for position in 0..<count {
            let hash = JSONEquality.hash(content, child)
            var slot = hash & (slots - 1)
            while table[slot].node != 0 {
                let earlier = table[slot]
                if earlier.hash == hash, JSONEquality.areEqual(content, earlier.node, content, child) {
                    return fail(.uniqueItems) { .duplicateItems(first: earlier.position, second: position) }
                }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = (hash, child, position)
            child = content.next(after: child)
        }
        return true
    }
}
