internal import Foundation

/// The folder in which a node lives: its `node.json`, and what that names.
///
/// | | |
/// |---|---|
/// | `node.json` | the configuration |
/// | `keys/` | private keys and their certificates |
/// | `store/` | messages, and the keys of the dossiers |
/// | `directory/` | editions of the directory, kept by the node |
/// | `directory-trust.json` | the administrators whose signature counts |
/// | `tls/` | the TLS certificate and its key |
/// | `passphrase` | the passphrase, when it is kept in a file |
struct NodeFolder: Hashable, Sendable {
    /// Absolute.
    let path: String

    private static let limit = 1 << 20

    /// - Parameter path: absolute, or relative to the working directory.
    init(_ path: String) {
        self.path = Self.resolve(path, in: FileManager.default.currentDirectoryPath)
    }

    var configurationFile: String { path + "/node.json" }

    /// Reads `node.json` from the folder.
    ///
    /// - Throws: `CommandError.usage` when there is none, `.refused` with everything that is wrong with it.
    func configuration(on console: any Console) throws(CommandError) -> NodeConfiguration {
        guard access(configurationFile, F_OK) == 0 else {
            throw .usage(
                "\(path) is no node folder: it has no node.json",
                remedy: "make one with weerthuis init, or give --node FOLDER")
        }
        let text = try FileAccess.read(configurationFile, limit: Self.limit, on: console)
        do throws(ConfigurationError) {
            return try NodeConfiguration(parsing: text, in: path, path: configurationFile)
        } catch {
            throw .refused("\(error)", remedy: "docs/operations.md lists the settings")
        }
    }

    /// A path as it is when absolute, else inside a folder.
    static func resolve(_ path: String, in folder: String) -> String {
        let whole = path.hasPrefix("/") ? path : folder + "/" + path
        return (whole as NSString).standardizingPath
    }
}
