public import Envelope
internal import Foundation
public import Schemas

/// The directory in the making: the document that an administrator edits, without what an edition gets when it is signed.
///
/// An edition's own document may serve as the draft of the next one.
public struct DirectoryDraft: Sendable {
    public private(set) var tree: JSONTree

    /// Set when the draft becomes an edition; what a draft says about them is not looked at.
    private static let givenLater: Set<String> = ["sequence", "previous", "issued", "validUntil"]

    /// A draft without parties.
    public init(region: String, profile: String, freshnessKeys: [Certificate] = []) {
        let keys = freshnessKeys.map { JSONTree.string(Data($0.encoded).base64EncodedString()) }
        tree = [
            "$schema": .string(DirectoryReader.schema), "region": .string(region), "profile": .string(profile),
            "freshnessKeys": .array(keys), "parties": [],
        ]
    }

    /// - Throws: ``DirectoryError`` for text that is no JSON object within the limits. Its members are checked by
    ///   ``edition(after:issued:validUntil:)``.
    public init(parsing text: [UInt8]) throws(DirectoryError) {
        let root = try DirectoryError.parsing(text, DirectoryLimits.document)
        guard root.kind == .object else { throw DirectoryError(.value, .root, "an object is expected") }
        tree = JSONTree(root)
    }

    /// The document of the edition that follows on `previous`; nil makes the first one.
    ///
    /// - Returns: the text to be signed and what it says.
    /// - Throws: ``DirectoryError`` with what is wrong in the draft.
    public func edition(
        after previous: Directory?, issued: UTCTime, validUntil: UTCTime
    ) throws(DirectoryError) -> (document: [UInt8], directory: Directory) {
        let sequence = (previous?.edition.sequence ?? 0) + 1
        var members = [
            JSONMember("sequence", .number(JSONNumber(Int(sequence)))),
            JSONMember("issued", .string(issued.description)),
            JSONMember("validUntil", .string(validUntil.description)),
        ]
        if let previous { members.append(JSONMember("previous", .string(previous.edition.description))) }
        let kept = Self.members(of: tree).filter { !Self.givenLater.contains($0.key) }
        let document = JSONTree.object(kept + members).encoded()
        return (document, try Directory(parsing: document))
    }

    /// Whether this is the document of an edition.
    var isEdition: Bool { Self.value("sequence", of: tree) != nil }

    /// This draft without what an edition says about itself: it is judged, and signed, as of the day that this is done.
    var unnumbered: DirectoryDraft {
        var copy = self
        let own: Set = ["sequence", "previous", "issued", "validUntil"]
        copy.tree = .object(Self.members(of: tree).filter { !own.contains($0.key) })
        return copy
    }

    /// Sets a member of the document. What it must look like is checked when the draft is.
    package mutating func set(_ member: String, _ value: JSONTree) { tree = Self.setting(member, value, of: tree) }

    /// Adds a party without contactpersonen at the end.
    public mutating func add(_ party: NewParty) {
        tree = Self.appending(party.tree, to: "parties", of: tree)
    }

    /// What the draft says, read as an edition of now; nil while it has not the format of one.
    func directory(at now: UTCTime) -> Directory? {
        try? edition(after: nil, issued: now, validUntil: now.adding(seconds: 86_400)).directory
    }

    /// Adds a contactpersoon to a party.
    ///
    /// - Throws: ``DirectoryError`` when the draft has no such party.
    public mutating func add(_ person: NewContactpersoon, to oin: OIN) throws(DirectoryError) {
        guard case .array(let parties) = Self.value("parties", of: tree),
            let index = parties.firstIndex(where: { Self.value("oin", of: $0) == .string(oin.description) })
        else {
            throw DirectoryError(
                .missing, JSONPointer(tokens: ["parties"]), "there is no party with OIN \(oin); add the party first")
        }
        var changed = parties
        changed[index] = Self.appending(person.tree, to: "contactpersonen", of: parties[index])
        tree = Self.setting("parties", .array(changed), of: tree)
    }

    private static func members(of tree: JSONTree) -> [JSONMember] {
        guard case .object(let members) = tree else { return [] }
        return members
    }

    private static func value(_ key: String, of tree: JSONTree) -> JSONTree? {
        members(of: tree).first { $0.key == key }?.value
    }

    private static func setting(_ key: String, _ value: JSONTree, of tree: JSONTree) -> JSONTree {
        let members = members(of: tree)
        guard members.contains(where: { $0.key == key }) else { return .object(members + [JSONMember(key, value)]) }
        return .object(members.map { $0.key == key ? JSONMember(key, value) : $0 })
    }

    private static func appending(_ element: JSONTree, to key: String, of tree: JSONTree) -> JSONTree {
        guard case .array(let elements) = value(key, of: tree) else { return setting(key, [element], of: tree) }
        return setting(key, .array(elements + [element]), of: tree)
    }
}
