/// Turns the schemas of a catalogue into one program. Subschemas get a number when they are first referred to and are
/// compiled later, from a queue, so that neither circles nor long chains of references cost any stack.
struct Compiler {
    static let mostSubschemas = 100_000

    let catalogue: Catalogue
    let options: SchemaOptions
    let codeLists: [String: CodeList]
    var builder = ProgramBuilder()
    private var ids: [Place: Int32] = [:]
    private var places: [Place] = []
    private var edges: [SubschemaEdges] = []
    /// Per subschema those that it always applies to the same value.
    private var always: [[Int32]] = []
    private var dynamicAnchors: [String: Int] = [:]
    private var vocabularies: [Int: Vocabulary] = [:]

    init(_ catalogue: Catalogue, _ options: SchemaOptions, _ codeLists: [String: CodeList]) {
        self.catalogue = catalogue
        self.options = options
        self.codeLists = codeLists
    }

    mutating func compile(_ root: Place) throws(SchemaError) -> Schema {
        let id = try subschema(at: root)
        var next = 0
        repeat {
            while next < places.count {
                try compileSubschema(next)
                next += 1
            }
            try addDynamicTargets()
        } while next < places.count
        try EndlessReferences.refuse(always) { catalogue.location(of: places[$0]) }
        finishDynamicTargets()
        let uri = catalogue.location(of: root)
        do {
            return Schema(uri: uri, program: try builder.finished(), edges: edges, root: id)
        } catch {
            throw SchemaError(reason: .invalidKeyword("const", expected: "a value within the limits"), location: uri)
        }
    }

    /// The number of the subschema at a place; it is put in the queue when it is new.
    mutating func subschema(at place: Place) throws(SchemaError) -> Int32 {
        if let id = ids[place] { return id }
        guard places.count < Self.mostSubschemas else {
            throw SchemaError(reason: .tooLarge(limit: Self.mostSubschemas), location: catalogue.location(of: place))
        }
        let id = Int32(places.count)
        ids[place] = id
        places.append(place)
        edges.append(SubschemaEdges())
        always.append([])
        builder.subschemas.append(Subschema())
        builder.sources.append(catalogue.value(at: place))
        builder.locations.append(catalogue.location(of: place))
        return id
    }

    private mutating func compileSubschema(_ index: Int) throws(SchemaError) {
        let place = places[index]
        let resource = catalogue.resource(containing: place)
        var draft = Draft(
            value: catalogue.value(at: place), place: place, location: builder.locations[index],
            base: catalogue.resources[resource].uri)
        switch draft.value.kind {
        case .bool: draft.subschema.action = draft.value.bool == true ? .accept : .reject
        case .object:
            draft.vocabularies = try vocabularies(of: resource)
            try draft.readKeywords()
            try compileKeywords(&draft)
        default: throw draft.error(.notASchema)
        }
        draft.subschema.resource = Int32(resource)
        builder.subschemas[index] = draft.finished(into: &builder)
        edges[index] = draft.edges
        always[index] = draft.always
    }

    private mutating func compileKeywords(_ draft: inout Draft) throws(SchemaError) {
        try compileType(&draft)
        try compileStrings(&draft)
        try compileNumbers(&draft)
        try compileMembers(&draft)
        try compileElements(&draft)
        try compileFormulier(&draft)
        try compileValues(&draft)
        try compileReferences(&draft)
        try compileLogic(&draft)
        try compileUnevaluated(&draft)
        try compileDefinitions(draft)
        if draft.isEmpty { draft.subschema.action = .accept }
    }

    /// In our own dialect a mistake is an error also where nothing refers to yet.
    private mutating func compileDefinitions(_ draft: Draft) throws(SchemaError) {
        guard draft.vocabularies.contains(.formulier) else { return }
        for (_, value) in try draft.members(.defs) { _ = try subschema(at: draft.place(of: value)) }
    }

    /// The vocabularies of a resource's dialect (Core sections 8.1 and 9.3).
    private mutating func vocabularies(of resource: Int) throws(SchemaError) -> Vocabulary {
        if let known = vocabularies[resource] { return known }
        var current: Int? = resource
        var uri: String?
        while let index = current, uri == nil {
            uri = catalogue.resources[index].dialect
            current = catalogue.resources[index].parent
        }
        let found: Vocabulary
        if let uri {
            found = try MetaschemaVocabularies.of(URIReference(uri), in: catalogue, usedAt: resource)
        } else {
            found = options.dialect.vocabularies
        }
        vocabularies[resource] = found
        return found
    }

    /// The number of a dynamic anchor's name.
    mutating func dynamicAnchor(_ name: String) -> Int {
        if let known = dynamicAnchors[name] { return known }
        dynamicAnchors[name] = dynamicAnchors.count
        return dynamicAnchors.count - 1
    }

    private var usedResources: Set<Int> { Set(builder.subschemas.map { Int($0.resource) }) }

    private mutating func addDynamicTargets() throws(SchemaError) {
        for resource in usedResources.sorted() {
            for name in dynamicAnchors.keys.sorted() {
                if let place = catalogue.resources[resource].dynamicAnchors[name] { _ = try subschema(at: place) }
            }
        }
    }

    /// When each name stands in one resource only, every dynamic reference leads where it seems to.
    private mutating func finishDynamicTargets() {
        let used = usedResources
        let isStatic = dynamicAnchors.keys.allSatisfy { name in
            used.count { catalogue.resources[$0].dynamicAnchors[name] != nil } <= 1
        }
        if isStatic { return }
        builder.dynamicAnchorCount = dynamicAnchors.count
        builder.dynamicTargets = Array(repeating: -1, count: catalogue.resources.count * dynamicAnchors.count)
        for resource in used {
            for (name, number) in dynamicAnchors {
                guard let place = catalogue.resources[resource].dynamicAnchors[name], let id = ids[place] else {
                    continue
                }
                builder.dynamicTargets[resource * dynamicAnchors.count + number] = id
            }
        }
    }
}
