/// The keywords that apply subschemas to the same value (Core sections 8.2.3 and 10.2).
extension Compiler {
    mutating func compileReferences(_ draft: inout Draft) throws(SchemaError) {
        if let text = try draft.string(.ref) {
            let (_, place) = try resolve(text, draft)
            let id = try subschema(at: place)
            draft.addInPlace(id, isAlways: true)
            draft.anything.append(Instruction(.reference, a: Int(id)))
        }
        if let text = try draft.string(.dynamicRef) {
            let (uri, place) = try resolve(text, draft)
            let id = try subschema(at: place)
            let resource = catalogue.resources[catalogue.resource(containing: place)]
            let name = uri.decodedFragment ?? ""
            let isDynamic = resource.dynamicAnchors[name] == place
            draft.addInPlace(id, isAlways: !isDynamic)
            let anchor = isDynamic ? dynamicAnchor(name) : -1
            draft.anything.append(Instruction(.dynamicReference, a: Int(id), b: anchor))
        }
    }

    private func resolve(_ text: String, _ draft: Draft) throws(SchemaError) -> (URIReference, Place) {
        let uri = URIReference(text).resolved(against: draft.base)
        guard let place = catalogue.place(of: uri) else { throw draft.error(.unresolvedReference(uri.text)) }
        return (uri, place)
    }

    mutating func compileLogic(_ draft: inout Draft) throws(SchemaError) {
        let lists: [(Keyword, Instruction.Operation)] = [(.allOf, .all), (.anyOf, .any), (.oneOf, .one)]
        for (keyword, operation) in lists {
            guard let values = try draft.elements(keyword) else { continue }
            guard !values.isEmpty else { throw draft.invalid(keyword, "an array of at least one schema") }
            var ids: [Int] = []
            for value in values {
                let id = try subschema(at: draft.place(of: value))
                draft.addInPlace(id, isAlways: true)
                ids.append(Int(id))
            }
            let block = builder.addList(ids)
            draft.anything.append(Instruction(operation, a: Int(block.start), b: Int(block.end)))
        }
        if let value = draft[.not] {
            let id = try subschema(at: draft.place(of: value))
            draft.always.append(id)
            draft.anything.append(Instruction(.not, a: Int(id)))
        }
        try compileCondition(&draft)
    }

    private mutating func compileCondition(_ draft: inout Draft) throws(SchemaError) {
        var branches: [Int] = []
        for keyword in [Keyword.then, .else] {
            guard let value = draft[keyword] else {
                branches.append(-1)
                continue
            }
            let id = try subschema(at: draft.place(of: value))
            if draft[.if] != nil { draft.addInPlace(id, isAlways: false) }
            branches.append(Int(id))
        }
        guard let condition = draft[.if] else { return }
        let id = try subschema(at: draft.place(of: condition))
        draft.addInPlace(id, isAlways: true)
        draft.anything.append(Instruction(.conditional, a: Int(id), b: branches[0], c: branches[1]))
    }

    mutating func compileUnevaluated(_ draft: inout Draft) throws(SchemaError) {
        if let value = draft[.unevaluatedProperties] {
            draft.subschema.unevaluatedProperties = try subschema(at: draft.place(of: value))
            draft.edges.otherProperties.append(draft.subschema.unevaluatedProperties)
        }
        if let value = draft[.unevaluatedItems] {
            draft.subschema.unevaluatedItems = try subschema(at: draft.place(of: value))
            draft.edges.otherItems.append(draft.subschema.unevaluatedItems)
        }
    }
}

extension Draft {
    /// Notes a subschema for the same value, applied whatever the value or only under a condition.
    mutating func addInPlace(_ id: Int32, isAlways: Bool) {
        edges.inPlace.append(id)
        if isAlways { always.append(id) }
    }
}
