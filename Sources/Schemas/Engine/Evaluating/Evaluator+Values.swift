extension Evaluator {
    /// `const` and `enum`: equality by value (Core section 4.2.2).
    mutating func checkValue(_ rule: Instruction, _ node: Int) -> Bool {
        if rule.operation == .const {
            if JSONEquality.areEqual(content, node, constants, Int(rule.a)) { return true }
            return fail(.const) { .notConst }
        }
        if content.nodes[node].isString {
            if view.find(content.bytes(at: node), in: view.tables[Int(rule.a)]) >= 0 { return true }
        } else {
            for index in rule.b..<rule.c {
                if JSONEquality.areEqual(content, node, constants, Int(view.list[Int(index)])) { return true }
            }
        }
        return fail(.enum) { .notInEnum }
    }
}
