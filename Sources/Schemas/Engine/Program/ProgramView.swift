/// The parts of a program that evaluation reads all the time, borrowed from it.
struct ProgramView {
    let subschemas: UnsafePointer<Subschema>
    let instructions: UnsafePointer<Instruction>
    let memberRules: UnsafePointer<MemberRule>
    let elementRules: UnsafePointer<ElementRule>
    let tables: UnsafePointer<NameTable>
    let slots: UnsafePointer<UInt32>
    let entries: UnsafePointer<NameEntry>
    let text: UnsafePointer<UInt8>
    let list: UnsafePointer<Int32>
    let words: UnsafePointer<UInt64>

    init(_ program: Program) {
        subschemas = program.subschemas.elements
        instructions = program.instructions.elements
        memberRules = program.memberRules.elements
        elementRules = program.elementRules.elements
        tables = program.tables.elements
        slots = program.slots.elements
        entries = program.entries.elements
        text = program.text.elements
        list = program.list.elements
        words = program.words.elements
    }

    @inline(__always)
    func name(_ entry: Int) -> ByteString {
        ByteString(start: text + Int(entries[entry].offset), count: Int(entries[entry].length))
    }

    /// The number of the entry with this name, counted from the table's first; -1 when there is none.
    @inline(__always)
    func find(_ name: ByteString, in table: NameTable) -> Int {
        var slot = Int(truncatingIfNeeded: name.quickHash) & Int(table.mask)
        while true {
            let number = Int(slots[Int(table.slots) &+ slot])
            if number == 0 { return -1 }
            if self.name(Int(table.entries) &+ number &- 1).equals(name) { return number &- 1 }
            slot = (slot &+ 1) & Int(table.mask)
        }
    }
}
