import Foundation
import Testing

@testable import Gateway

@Suite struct NodeFolderTests {
    private let folder: WorkFolder

    init() throws {
        folder = try WorkFolder()
        for name in ["keys", "store", "directory", "tls"] {
            try FileManager.default.createDirectory(
                atPath: folder[name], withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let text =
            #"{"party":"00000099000000001000","passphrase":{"file":"passphrase"},"#
            + #""listen":{"tls":{"certificate":"tls/cert.pem","key":"tls/key.pem"}}}"#
        try folder.write("node.json", Array(text.utf8))
        try folder.write("keys/node.key.pem", [])
        try folder.write("tls/key.pem", [])
    }

    private func problems() throws -> [FolderProblem] {
        let node = NodeFolder(folder.path)
        return node.permissionProblems(try node.configuration(on: MemoryConsole()))
    }

    @Test func aFolderOfItsOwnerHasNoProblem() throws {
        #expect(try problems() == [])
    }

    @Test(arguments: [
        ("passphrase", 0o640, FolderProblem.Reason.readable, "600"), ("keys/node.key.pem", 0o604, .readable, "600"),
        ("tls/key.pem", 0o644, .readable, "600"), ("keys", 0o755, .readable, "700"),
        ("node.json", 0o664, .writable, "644"), ("directory", 0o777, .writable, "755"),
    ])
    func whatOthersCanReadOrChangeIsNamedWithItsRemedy(
        name: String, mode: Int, reason: FolderProblem.Reason, remedy: String
    ) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder[name])
        let expected = FolderProblem(path: folder[name], reason: reason, remedy: "chmod \(remedy) \(folder[name])")
        #expect(try problems() == [expected])
    }

    @Test func aFolderWithoutConfigurationIsNoNode() throws {
        let node = NodeFolder(folder["keys"])
        #expect(throws: CommandError.self) { _ = try node.configuration(on: MemoryConsole()) }
    }

    @Test func everyProblemOfAConfigurationIsToldAtOnce() throws {
        try folder.write("node.json", Array(#"{"prty":"1","demo":1}"#.utf8))
        let node = NodeFolder(folder.path)
        do throws(CommandError) {
            _ = try node.configuration(on: MemoryConsole())
            Issue.record("not refused")
        } catch {
            #expect(error.exitCode == .refused)
            #expect(error.message.contains("/prty: unknown; did you mean party?"))
            #expect(error.message.contains("/demo: value; expected: true or false"))
        }
    }
}
