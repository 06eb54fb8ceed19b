internal import Schemas

/// The members of one object of a region's description, with its place for the errors.
struct ExampleMembers {
    private let value: JSONValue
    let path: String

    init(_ content: [UInt8], path: String) throws(CommandError) {
        do throws(JSONSyntaxError) {
            value = try JSONDocument(parsing: content).root
        } catch {
            throw .refused("\(path): \(error)")
        }
        self.path = path
    }

    private init(_ value: JSONValue, path: String) {
        self.value = value
        self.path = path
    }

    func text(_ key: String) throws(CommandError) -> String {
        guard let text = value[key]?.string else { throw .refused("\(path)/\(key) must be a string") }
        return text
    }

    func optionalText(_ key: String) throws(CommandError) -> String? { value[key] == nil ? nil : try text(key) }

    /// The strings of a list; none when it is absent.
    func texts(_ key: String) throws(CommandError) -> [String] {
        guard let list = value[key] else { return [] }
        let texts = list.elements.compactMap(\.string)
        guard list.kind == .array, texts.count == list.count else {
            throw .refused("\(path)/\(key) must be a list of strings")
        }
        return texts
    }

    /// False when absent.
    func flag(_ key: String) throws(CommandError) -> Bool {
        guard let flag = value[key] else { return false }
        guard let flag = flag.bool else { throw .refused("\(path)/\(key) must be true or false") }
        return flag
    }

    func port(_ key: String) throws(CommandError) -> UInt16 {
        guard let port = value[key]?.number?.int.flatMap({ UInt16(exactly: $0) }), port > 0 else {
            throw .refused("\(path)/\(key) must be a number from 1 to 65535")
        }
        return port
    }

    /// A text that is safe as the name of a file or folder.
    func fileName(_ key: String) throws(CommandError) -> String {
        let text = try text(key)
        let isSafe = text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isSafe, (1...64).contains(text.utf8.count) else {
            throw .refused("\(path)/\(key) must be lower-case letters, digits and hyphens")
        }
        return text
    }

    func object(_ key: String) throws(CommandError) -> ExampleMembers {
        guard let object = value[key], object.kind == .object else {
            throw .refused("\(path)/\(key) must be an object")
        }
        return ExampleMembers(object, path: "\(path)/\(key)")
    }

    func list(_ key: String) throws(CommandError) -> [ExampleMembers] {
        guard let list = value[key], list.kind == .array else { throw .refused("\(path)/\(key) must be an array") }
        return list.elements.enumerated().map { ExampleMembers($1, path: "\(path)/\(key)/\($0)") }
    }
}
