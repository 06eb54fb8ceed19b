internal import Envelope
internal import Foundation
internal import Schemas

/// Signs the directory of an example region, and says that it is the newest.
struct ExampleDirectory {
    let administrator: Certificate
    let freshness: Certificate
    /// The folder of their private keys.
    let keys: String
    let passphrase: [UInt8]
    let console: any Console

    /// That of a region that was made before.
    init(region: String, passphrase: [UInt8], on console: any Console) throws(CommandError) {
        keys = "\(region)/authority"
        administrator = try KeyFiles.certificate("\(keys)/administrator.cert.pem", on: console)
        freshness = try KeyFiles.certificate("\(keys)/freshness.cert.pem", on: console)
        self.passphrase = passphrase
        self.console = console
    }

    init(
        administrator: Certificate, freshness: Certificate, keys: String, passphrase: [UInt8], console: any Console
    ) {
        self.administrator = administrator
        self.freshness = freshness
        self.keys = keys
        self.passphrase = passphrase
        self.console = console
    }

    /// The signed edition in a folder: the one that is there, or a first one, valid until 2099.
    func edition(
        of region: ExampleRegion, _ entries: [ExampleEntry], in folder: String, replacing: Bool
    ) throws -> [UInt8] {
        let path = "\(folder)/edition-1.p7m"
        if !replacing, access(path, F_OK) == 0 {
            return try FileAccess.read(path, limit: SignedDocument.maximumByteCount, on: console)
        }
        let (document, _) = try draft(region, entries)
        let signed = try sign(document, administrator, "administrator", at: SystemClock.now)
        try FileAccess.createFolder(folder)
        try FileAccess.create("\(folder)/directory.json", document, replacing: true, mode: 0o644)
        try FileAccess.create(path, signed, replacing: true, mode: 0o644)
        try FileAccess.create("\(folder)/freshness.p7m", try statement(about: signed), replacing: true, mode: 0o644)
        return signed
    }

    /// A statement that an edition is the newest, signed now; it counts for 24 hours.
    func statement(about signed: [UInt8]) throws -> [UInt8] {
        let directory = try Directory(parsing: try SignedDocument(encoded: signed).unverifiedContent)
        let now = SystemClock.now
        let statement = FreshnessStatement(region: directory.header.region, edition: directory.edition, time: now)
        return try sign(statement.encoded(), freshness, "freshness", at: now)
    }

    /// Signs the document of an edition.
    func sign(_ document: [UInt8]) throws -> [UInt8] {
        try sign(document, administrator, "administrator", at: SystemClock.now)
    }

    private func draft(
        _ region: ExampleRegion, _ entries: [ExampleEntry]
    ) throws -> (document: [UInt8], directory: Directory) {
        let now = SystemClock.now
        var draft = DirectoryDraft(region: region.name, profile: region.profile, freshnessKeys: [freshness])
        for entry in entries {
            guard let party = entry.entry(from: now) else {
                throw CommandError.refused("\(entry.party.folder): its port makes no address")
            }
            draft.add(party)
            for person in entry.contactpersonen(from: now) { try draft.add(person, to: entry.party.oin) }
        }
        let end = UTCTime(year: 2099, month: 12, day: 31) ?? now
        let made = try draft.edition(after: nil, issued: now, validUntil: end)
        try DirectoryDraftCheck.review(made.directory, try Profile.embedded(), on: console)
        return made
    }

    private func sign(_ content: [UInt8], _ certificate: Certificate, _ name: String, at time: UTCTime) throws
        -> [UInt8]
    {
        let key = try ExampleKeys.key("\(keys)/\(name).key.pem", passphrase, on: console)
        return try DocumentSigning.sign(content, certificate, key, at: time)
    }
}
