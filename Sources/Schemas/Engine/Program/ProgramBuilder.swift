/// The growing parts of a program.
struct ProgramBuilder {
    var subschemas: [Subschema] = []
    var instructions: [Instruction] = []
    var memberRules: [MemberRule] = []
    var elementRules: [ElementRule] = []
    var dateRules: [DateRule] = []
    var tables: [NameTable] = []
    var slots: [UInt32] = []
    var entries: [NameEntry] = []
    var text: [UInt8] = []
    var list: [Int32] = []
    var words: [UInt64] = []
    var patterns: [Pattern] = []
    var formats: [Format] = []
    var spans: [CalendarSpan] = []
    var dynamicTargets: [Int32] = []
    var dynamicAnchorCount = 0
    var needsToday = false
    var patternSources: [String] = []
    var sources: [JSONValue] = []
    var locations: [String] = []
    private var constants: [JSONTree] = []
    private var constantNodes = 1

    /// Keeps a value to compare with; answers its node in the document of constants.
    mutating func addConstant(_ value: JSONValue) -> Int {
        let node = constantNodes
        constants.append(JSONTree(value))
        constantNodes += value.nodeCount
        return node
    }

    mutating func addPattern(_ source: String, at location: String) throws(SchemaError) -> Int {
        do {
            patterns.append(try Pattern(source))
        } catch {
            throw SchemaError(reason: .invalidPattern("\(error)"), location: location)
        }
        patternSources.append(source)
        return patterns.count - 1
    }

    mutating func addList(_ numbers: [Int]) -> Subschema.Block {
        let start = list.count
        list += numbers.map { Int32(truncatingIfNeeded: $0) }
        return Subschema.Block(start: Int32(start), end: Int32(list.count))
    }

    mutating func addEntries(_ names: [(name: String, subschema: Int)]) -> Subschema.Block {
        let start = entries.count
        for (name, subschema) in names {
            let bytes = Array(name.utf8)
            entries.append(
                NameEntry(offset: Int32(text.count), length: Int32(bytes.count), subschema: Int32(subschema)))
            text += bytes
        }
        return Subschema.Block(start: Int32(start), end: Int32(entries.count))
    }

    /// A table of names without doubles.
    mutating func addTable(_ names: [(name: String, subschema: Int)]) -> Int {
        let block = addEntries(names)
        var size = 4
        while size < names.count * 3 { size *= 2 }
        let first = slots.count
        slots += Array(repeating: 0, count: size)
        for (number, entry) in names.enumerated() {
            let hash = Array(entry.name.utf8).withUnsafeBufferPointer { $0.quickHash }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[first + slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[first + slot] = UInt32(number + 1)
        }
        let lengths = names.reduce(UInt64(0)) { $0 | 1 << UInt64($1.name.utf8.count & 63) }
        tables.append(
            NameTable(
                slots: Int32(first), mask: Int32(size - 1), entries: block.start, count: Int32(names.count),
                lengths: lengths))
        return tables.count - 1
    }

    /// A set of bits, of which those listed are set.
    mutating func addBits(_ bits: [Int], of count: Int) -> Int {
        let start = words.count
        words += Array(repeating: 0, count: (count + 63) / 64)
        for bit in bits { words[start + (bit >> 6)] |= 1 << UInt64(bit & 63) }
        return start
    }

    func finished() throws(JSONSyntaxError) -> Program {
        let limits = JSONLimits(maxBytes: JSONLimits.largestText, maxDepth: JSONLimits.deepestNesting)
        let document = try JSONDocument(parsing: JSONTree.array(constants).encoded(), limits: limits)
        return Program(self, constants: document)
    }
}
