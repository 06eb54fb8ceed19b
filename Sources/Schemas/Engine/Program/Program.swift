/// A compiled schema: flat, immutable, shared by threads without locks. Indexes in it come from the compiler, never
/// from an instance.
final class Program: Sendable {
    let subschemas: ConstantBuffer<Subschema>
    let instructions: ConstantBuffer<Instruction>
    let memberRules: ConstantBuffer<MemberRule>
    let elementRules: ConstantBuffer<ElementRule>
    let dateRules: ConstantBuffer<DateRule>
    let tables: ConstantBuffer<NameTable>
    let slots: ConstantBuffer<UInt32>
    let entries: ConstantBuffer<NameEntry>
    let text: ConstantBuffer<UInt8>
    let list: ConstantBuffer<Int32>
    let words: ConstantBuffer<UInt64>
    let patterns: [Pattern]
    let formats: [Format]
    let spans: [CalendarSpan]
    /// The values that instructions compare with, as one array.
    let constants: JSONDocument
    /// Per resource, per dynamic anchor, the subschema or -1; empty when no reference is dynamic.
    let dynamicTargets: [Int32]
    let dynamicAnchorCount: Int
    let needsToday: Bool
    /// The source of each pattern, and of each subschema with its absolute location: for findings only.
    let patternSources: [String]
    let sources: [JSONValue]
    let locations: [String]

    init(_ builder: ProgramBuilder, constants: JSONDocument) {
        subschemas = ConstantBuffer(builder.subschemas)
        instructions = ConstantBuffer(builder.instructions)
        memberRules = ConstantBuffer(builder.memberRules)
        elementRules = ConstantBuffer(builder.elementRules)
        dateRules = ConstantBuffer(builder.dateRules)
        tables = ConstantBuffer(builder.tables)
        slots = ConstantBuffer(builder.slots)
        entries = ConstantBuffer(builder.entries)
        text = ConstantBuffer(builder.text)
        list = ConstantBuffer(builder.list)
        words = ConstantBuffer(builder.words)
        patterns = builder.patterns
        formats = builder.formats
        spans = builder.spans
        self.constants = constants
        dynamicTargets = builder.dynamicTargets
        dynamicAnchorCount = builder.dynamicAnchorCount
        needsToday = builder.needsToday
        patternSources = builder.patternSources
        sources = builder.sources
        locations = builder.locations
    }
}
