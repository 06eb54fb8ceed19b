/// A subschema while it is being compiled.
struct Draft {
    let value: JSONValue
    let place: Place
    let location: String
    let base: URIReference
    var vocabularies: Vocabulary = []
    private(set) var keywords: [Keyword: JSONValue] = [:]
    var subschema = Subschema()
    var strings: [Instruction] = []
    var numbers: [Instruction] = []
    var objects: [Instruction] = []
    var arrays: [Instruction] = []
    var anything: [Instruction] = []
    var edges = SubschemaEdges()
    var always: [Int32] = []

    /// Takes the keywords that the dialect knows. With our own vocabulary the others are errors.
    mutating func readKeywords() throws(SchemaError) {
        for (name, value) in value.members {
            if let keyword = Keyword(rawValue: name), !keyword.vocabularies.isDisjoint(with: vocabularies) {
                keywords[keyword] = value
            } else if vocabularies.contains(.formulier) {
                throw error(.unknownKeyword(name, suggestion: EditDistance.nearest(to: name, in: knownNames)))
            }
        }
    }

    private var knownNames: [String] {
        Keyword.allCases.filter { !$0.vocabularies.isDisjoint(with: vocabularies) }.map(\.rawValue)
    }

    subscript(_ keyword: Keyword) -> JSONValue? { keywords[keyword] }

    func error(_ reason: SchemaError.Reason) -> SchemaError { SchemaError(reason: reason, location: location) }

    func invalid(_ keyword: Keyword, _ expected: String) -> SchemaError {
        error(.invalidKeyword(keyword.rawValue, expected: expected))
    }

    func place(of value: JSONValue) -> Place { Place(document: place.document, node: value.index) }

    /// A count or length: an integer that is not negative. Beyond what fits it is as good as endless.
    func count(_ keyword: Keyword) throws(SchemaError) -> Int? {
        guard let value = self[keyword] else { return nil }
        guard let number = value.number, number.isInteger, !(number < JSONNumber(0)) else {
            throw invalid(keyword, "an integer of at least 0")
        }
        return number.int ?? Int.max
    }

    func string(_ keyword: Keyword) throws(SchemaError) -> String? {
        guard let value = self[keyword] else { return nil }
        guard let string = value.string else { throw invalid(keyword, "a string") }
        return string
    }

    func bool(_ keyword: Keyword) throws(SchemaError) -> Bool? {
        guard let value = self[keyword] else { return nil }
        guard let bool = value.bool else { throw invalid(keyword, "true or false") }
        return bool
    }

    func elements(_ keyword: Keyword) throws(SchemaError) -> [JSONValue]? {
        guard let value = self[keyword] else { return nil }
        guard value.kind == .array else { throw invalid(keyword, "an array") }
        return value.elements
    }

    func members(_ keyword: Keyword) throws(SchemaError) -> [(key: String, value: JSONValue)] {
        guard let value = self[keyword] else { return [] }
        guard value.kind == .object else { throw invalid(keyword, "an object") }
        return value.members
    }

    /// The strings of an array, each once.
    func names(_ value: JSONValue, of keyword: Keyword) throws(SchemaError) -> [String] {
        let names = value.elements.compactMap(\.string)
        guard value.kind == .array, names.count == value.count, Set(names.map { Array($0.utf8) }).count == names.count
        else { throw invalid(keyword, "an array of different strings") }
        return names
    }

    var isEmpty: Bool {
        strings.isEmpty && numbers.isEmpty && objects.isEmpty && arrays.isEmpty && anything.isEmpty
            && subschema.kinds == Subschema.everyKind && subschema.unevaluatedItems < 0
            && subschema.unevaluatedProperties < 0
    }

    /// Puts the instructions in the program.
    func finished(into builder: inout ProgramBuilder) -> Subschema {
        var finished = subschema
        finished.strings = Self.block(strings, &builder)
        finished.numbers = Self.block(numbers, &builder)
        finished.objects = Self.block(objects, &builder)
        finished.arrays = Self.block(arrays, &builder)
        finished.anything = Self.block(anything, &builder)
        return finished
    }

    private static func block(_ instructions: [Instruction], _ builder: inout ProgramBuilder) -> Subschema.Block {
        let start = builder.instructions.count
        builder.instructions += instructions
        return Subschema.Block(start: Int32(start), end: Int32(builder.instructions.count))
    }
}
