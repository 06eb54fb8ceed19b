/// A value of profile.json with its place, for reading it strictly. The file's own schema was checked before, so what
/// is missing here is a contradiction between that schema and this code.
struct ProfileNode {
    let value: JSONValue
    let place: JSONPointer

    static let file = "profile.json"

    func problem(_ key: String, _ sentence: String) -> ProfileProblem {
        ProfileProblem(Self.file, place.appending(key), sentence)
    }

    func optional(_ key: String) -> ProfileNode? {
        value[key].map { ProfileNode(value: $0, place: place.appending(key)) }
    }

    func node(_ key: String) throws(ProfileProblem) -> ProfileNode {
        guard let node = optional(key) else { throw problem(key, "ontbreekt") }
        return node
    }

    /// The elements of a list; an absent list is empty.
    func list(_ key: String) -> [ProfileNode] {
        (value[key]?.elements ?? []).enumerated().map { index, element in
            ProfileNode(value: element, place: place.appending(key).appending(index))
        }
    }

    func text(_ key: String) throws(ProfileProblem) -> String {
        guard let text = value[key]?.string else { throw problem(key, "moet een tekst zijn") }
        return text
    }

    func texts(_ key: String) -> [String] { value[key]?.elements.compactMap(\.string) ?? [] }

    func integer(_ key: String) throws(ProfileProblem) -> Int {
        guard let integer = value[key]?.number?.int else { throw problem(key, "moet een geheel getal zijn") }
        return integer
    }

    func flag(_ key: String) throws(ProfileProblem) -> Bool {
        guard let flag = value[key]?.bool else { throw problem(key, "moet true of false zijn") }
        return flag
    }

    func choice<Choice: RawRepresentable<String>>(_ key: String) throws(ProfileProblem) -> Choice {
        guard let choice = Choice(rawValue: try text(key)) else { throw problem(key, "is geen bekende keuze") }
        return choice
    }

    func pointer(_ key: String) throws(ProfileProblem) -> JSONPointer {
        guard let pointer = JSONPointer(try text(key)) else { throw problem(key, "moet een JSON-pointer zijn") }
        return pointer
    }

    func pointers(_ key: String) throws(ProfileProblem) -> [JSONPointer] {
        var pointers: [JSONPointer] = []
        for text in texts(key) {
            guard let pointer = JSONPointer(text) else { throw problem(key, "moet JSON-pointers bevatten") }
            pointers.append(pointer)
        }
        return pointers
    }

    func span(_ key: String) throws(ProfileProblem) -> CalendarSpan {
        guard let span = CalendarSpan(try text(key)) else { throw problem(key, "moet een duur zijn, zoals P3M of P2W") }
        return span
    }

    /// Reads every element of a list.
    func map<Element>(
        _ key: String, _ read: (ProfileNode) throws(ProfileProblem) -> Element
    ) throws(ProfileProblem) -> [Element] {
        var elements: [Element] = []
        for node in list(key) { elements.append(try read(node)) }
        return elements
    }
}
