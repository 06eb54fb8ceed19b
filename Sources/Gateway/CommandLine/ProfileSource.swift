internal import Foundation
internal import Schemas

/// The profile that a command works with: the embedded one, or one from a folder; perhaps with newer code lists.
enum ProfileSource {
    static let options: [OptionDescriptor] = [
        .value("profile", "FOLDER", "a profile's folder, instead of the one in the program"),
        .value("code-list", "FILE", "a newer code list that replaces the profile's file of that name", repeats: true),
    ]

    private static let fileLimit = 4 << 20
    private static let mostFiles = 200

    static func profile(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> Profile {
        try profile(folder: arguments.value("profile"), newer: arguments.all("code-list"), on: console)
    }

    /// The profile of a node.
    static func profile(
        _ configuration: ProfileConfiguration, on console: any Console
    ) throws(CommandError) -> Profile {
        try profile(folder: configuration.folder, newer: configuration.codeLists, on: console)
    }

    private static func profile(
        folder: String?, newer paths: [String], on console: any Console
    ) throws(CommandError) -> Profile {
        let newer = try codeLists(paths, on: console)
        var files: [String: [UInt8]]?
        if let folder { files = try self.files(in: folder, on: console) }
        do throws(ProfileError) {
            guard let files else { return try Profile.embedded(codeLists: newer) }
            return try Profile.load(files: files.merging(newer) { _, newer in newer })
        } catch {
            throw .refused("\(error)")
        }
    }

    private static func codeLists(
        _ paths: [String], on console: any Console
    ) throws(CommandError) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in paths {
            files[(path as NSString).lastPathComponent] = try FileAccess.read(path, limit: fileLimit, on: console)
        }
        return files
    }

    private static func files(
        in folder: String, on console: any Console
    ) throws(CommandError) -> [String: [UInt8]] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .usage("the folder \(folder) can't be read", remedy: "check the name")
        }
        let wanted = names.filter { $0.hasSuffix(".json") }
        guard wanted.count <= mostFiles else { throw .refused("\(folder) has more than \(mostFiles) JSON files") }
        var files: [String: [UInt8]] = [:]
        for name in wanted {
            files[name] = try FileAccess.read("\(folder)/\(name)", limit: fileLimit, on: console)
        }
        return files
    }
}
