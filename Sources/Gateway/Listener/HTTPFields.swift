/// The header fields of a request or an answer, in order. Names are compared without regard to case (RFC 9110, 5.1).
struct HTTPFields: Hashable, Sendable {
    private(set) var fields: [HTTPField]

    init(_ fields: [HTTPField] = []) {
        self.fields = fields
    }

    /// The value of the first field with this name.
    subscript(_ name: String) -> String? {
        fields.first { $0.isNamed(name) }?.value
    }

    /// The values of all fields with this name.
    func all(_ name: String) -> [String] {
        var values: [String] = []
        for field in fields where field.isNamed(name) { values.append(field.value) }
        return values
    }

    mutating func append(_ name: String, _ value: String) {
        fields.append(HTTPField(name: name, value: value))
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { HTTPField(name: $0, value: $1) })
    }
}
