import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

extension ExampleNodeFolder {
    /// Brings the next edition of the directory into force here.
    ///
    /// - Parameter edit: what it changes.
    func adopt(_ edit: (inout DirectoryDraft) throws -> Void) throws {
        let console = MemoryConsole()
        let node = try NodeDirectory(try NodeFolder(path).configuration(on: console), on: console)
        let current = try node.snapshot()
        var draft = try DirectoryDraft(parsing: try SignedDocument(encoded: current.signed).unverifiedContent)
        try edit(&draft)
        let now = SystemClock.now
        let next = try draft.edition(
            after: current.directory, issued: now, validUntil: current.directory.header.validUntil)
        let region = try ExampleDirectory(region: Self.region, passphrase: Self.passphrase, on: console)
        let signed = try region.sign(next.document)
        try node.ask([.edition(next.directory.edition)], by: "test", at: now)
        let outcome = try node.desk.consider(
            edition: signed, freshness: try region.statement(about: signed), from: nil, isPlaced: true, at: now)
        try #require(outcome.isAdopted, "\(outcome.events)")
    }

    /// Brings an edition into force in which one certificate stands in the place of another.
    func adopt(_ new: Certificate, inPlaceOf old: Certificate) throws {
        try adopt { draft in
            let text = String(decoding: draft.tree.encoded(), as: UTF8.self)
            let (before, after) = (Data(old.encoded), Data(new.encoded))
            try #require(text.contains(before.base64EncodedString()))
            draft = try DirectoryDraft(
                parsing: Array(text.replacing(before.base64EncodedString(), with: after.base64EncodedString()).utf8))
        }
    }

    /// Gives the node another key: first in its key folder, then in the directory, from which the old one is gone.
    @discardableResult
    func renewNodeKey() throws -> (old: Certificate, new: CertificateMint.Holder) {
        let old = try KeyFiles.certificate("\(path)/keys/node.cert.pem", on: MemoryConsole())
        let new = try CertificateMint.lasting.get().issue("Knooppunt", oin: own.description, mail: nil, use: .signing)
        try KeyFiles.write(new.key, to: "\(path)/keys/node.key.pem", passphrase: Self.passphrase, replacing: true)
        try FileAccess.create("\(path)/keys/node.cert.pem", Array(new.certificate.pem.utf8), replacing: true)
        try adopt(new.certificate, inPlaceOf: old)
        return (old, new)
    }
}
