/// Finds subschemas that apply themselves to the same value, whatever the value: evaluation would never end.
enum EndlessReferences {
    /// - Parameter always: per subschema, those that it always applies to the same value.
    static func refuse(_ always: [[Int32]], location: (Int) -> String) throws(SchemaError) {
        var isDone = Array(repeating: false, count: always.count)
        var isOpen = isDone
        for start in always.indices where !isDone[start] {
            var path = [(id: start, next: 0)]
            isOpen[start] = true
            while let last = path.last {
                guard last.next < always[last.id].count else {
                    isOpen[last.id] = false
                    isDone[last.id] = true
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = Int(always[last.id][last.next])
                if isOpen[target] { throw SchemaError(reason: .endlessReference, location: location(target)) }
                guard !isDone[target] else { continue }
                isOpen[target] = true
                path.append((target, 0))
            }
        }
    }
}
