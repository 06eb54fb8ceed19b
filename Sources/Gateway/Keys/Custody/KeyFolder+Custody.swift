extension KeyFolder {
    /// The ring of all pairs, held as the configuration says.
    ///
    /// - Parameters:
    ///   - passphrase: UTF-8, as typed. The caller overwrites it.
    ///   - acceptsExamples: takes keys of the example region: for demonstrations only.
    ///   - program: the one with the command `key-process`.
    ///   - report: is told when the key process comes up or goes down.
    func ring(
        _ custody: KeyCustody, passphrase: [UInt8], acceptsExamples: Bool,
        program: String = KeyProcessSettings.ownProgram,
        report: @escaping @Sendable (KeyProcessHealth) -> Void
    ) throws(KeyRingError) -> KeyRing {
        guard custody.usesProcess else { return try load(passphrase: passphrase, acceptsExamples: acceptsExamples) }
        var settings = KeyProcessSettings(folder: self)
        settings.program = program
        if let name = custody.account {
            guard let account = KeyAccount(named: name) else {
                throw .process(.refused("keyProcess.account: \(name) is no user of this system, or is root"))
            }
            settings.account = account
        }
        return try ring(settings, passphrase: passphrase, acceptsExamples: acceptsExamples, report: report)
    }

    /// The ring of all pairs, in a process with these settings.
    func ring(
        _ settings: KeyProcessSettings, passphrase: [UInt8], acceptsExamples: Bool,
        report: @escaping @Sendable (KeyProcessHealth) -> Void
    ) throws(KeyRingError) -> KeyRing {
        let process: KeyProcess
        var copy = passphrase
        do throws(KeyProcessError) {
            process = try KeyProcess(settings, passphrase: &copy, report: report)
        } catch {
            throw .process(error)
        }
        return try ring(of: process, acceptsExamples: acceptsExamples)
    }
}
