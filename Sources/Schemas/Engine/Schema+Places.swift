extension Schema {
    /// The subschemas that speak about a place of an instance, whatever the instance: through references, alternatives
    /// and conditions, in the order of the schema. The first with a `label` gives the field's label, and so on.
    public func subschemas(at location: JSONPointer) -> [JSONValue] {
        var ids = closure([root])
        for token in location.tokens {
            ids = closure(ids.flatMap { children(of: edges[Int($0)], token) })
        }
        return ids.map { program.sources[Int($0)] }
    }

    private func children(of edges: SubschemaEdges, _ token: String) -> [Int32] {
        if let named = edges.properties[token] { return [named] }
        guard let position = JSONPointer.position(token) else { return edges.otherProperties }
        if position < edges.prefixItems.count { return [edges.prefixItems[position]] + edges.otherProperties }
        return edges.otherItems + edges.otherProperties
    }

    /// With everything that these apply to the same value, each once.
    private func closure(_ ids: [Int32]) -> [Int32] {
        var seen: Set<Int32> = []
        var found: [Int32] = []
        var waiting = Array(ids.reversed())
        while let id = waiting.popLast() {
            guard seen.insert(id).inserted else { continue }
            found.append(id)
            waiting += edges[Int(id)].inPlace.reversed()
        }
        return found
    }
}
