package import Envelope

/// The keys of a folder in a key process, for measurements by another program than `weerthuis`.
package struct MeasuredKeys {
    private let process: KeyProcess

    /// - Parameter program: the path of `weerthuis`.
    package init(folder: String, program: String, passphrase: [UInt8]) throws {
        var settings = KeyProcessSettings(folder: KeyFolder(path: folder))
        settings.program = program
        var passphrase = passphrase
        process = try KeyProcess(settings, passphrase: &passphrase)
    }

    package var keys: [any SigningKey & DecryptionKey] { process.keys }

    package var description: String { process.health.description }
}
