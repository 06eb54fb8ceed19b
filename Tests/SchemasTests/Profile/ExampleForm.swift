import Schemas
import Testing

/// A complete example form, for changing one thing and seeing what is found.
struct ExampleForm: Sendable, CustomTestStringConvertible {
    let name: String
    let tree: JSONTree

    var message: String { ProfileFiles.messageType(of: name) }
    var testDescription: String { name }

    init(_ name: String) throws {
        self.name = name
        tree = try JSONTree(bytes: ProfileFiles.form(name))
    }

    /// The complete examples as they are filled in.
    static func all() throws -> [ExampleForm] {
        try ProfileFiles.formNames().filter { !$0.hasSuffix("-onvolledig") && !$0.contains("-exemplaar-") }
            .map { try ExampleForm($0) }
    }

    static func form(of message: String) throws -> Form {
        try #require(try ProfileFiles.embedded.get().forms[message])
    }

    static func today() throws -> CivilDate { try #require(CivilDate("2026-11-21")) }

    /// What is found in a form of this type, as code and pointer.
    static func findings(_ tree: JSONTree, _ message: String, copy: MessageCopy? = nil) throws -> [Finding] {
        try ProfileFiles.embedded.get().check(bytes: tree.encoded(), type: message, copy: copy, today: today()).findings
    }

    /// Every place at which the form has a field and the example has a value.
    func places() throws -> [(pointer: JSONPointer, field: FormField)] {
        Self.places(in: try Self.form(of: message).fields, of: tree, at: .root)
    }

    private static func places(
        in fields: [FormField], of tree: JSONTree, at pointer: JSONPointer
    ) -> [(pointer: JSONPointer, field: FormField)] {
        fields.flatMap { field -> [(pointer: JSONPointer, field: FormField)] in
            let place = pointer.appending(field.name)
            guard let value = tree.value(at: JSONPointer(tokens: [field.name])) else { return [] }
            return [(place, field)] + inside(field, value, at: place)
        }
    }

    private static func inside(
        _ field: FormField, _ value: JSONTree, at place: JSONPointer
    ) -> [(pointer: JSONPointer, field: FormField)] {
        switch (field.content, value) {
        case (.object(let fields), _): places(in: fields, of: value, at: place)
        case (.list(let element), .array(let elements)):
            elements.enumerated().flatMap { index, value in inside(element, value, at: place.appending(index)) }
        default: []
        }
    }
}

extension Finding {
    /// For comparing in one look.
    var brief: String { "\(code.rawValue) \(pointer)" }
}
