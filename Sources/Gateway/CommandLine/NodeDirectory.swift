internal import Envelope
internal import Schemas

/// The directory of a node folder, for commands that work with it while the node runs or not.
struct NodeDirectory {
    static let option = NodeAccess.folderOption

    let configuration: NodeConfiguration
    let settings: DirectorySettings
    let desk: DirectoryDesk

    init(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) {
        try self.init(try NodeFolder(arguments.value(Self.option.name) ?? ".").configuration(on: console), on: console)
    }

    init(_ configuration: NodeConfiguration, on console: any Console) throws(CommandError) {
        self.configuration = configuration
        let trust = try FileAccess.read(configuration.directory.trust, limit: 1 << 20, on: console)
        let profile = try ProfileSource.profile(configuration.profile, on: console)
        do throws(DistributionError) {
            settings = try DirectorySettings(configuration, pins: DirectoryPins(parsing: trust))
            desk = try DirectoryDesk(settings, profile: profile)
        } catch {
            throw Self.refused(error)
        }
    }

    func standing() throws(CommandError) -> DirectoryDesk.Standing {
        do throws(DistributionError) {
            return try desk.folder.locked { () throws(DistributionError) in try desk.load() }
        } catch {
            throw Self.refused(error)
        }
    }

    /// The edition in force.
    func snapshot() throws(CommandError) -> DirectorySnapshot {
        guard let snapshot = try standing().snapshot else {
            throw .refused(
                "there is no directory in \(settings.folder) yet", remedy: "place one with weerthuis directory publish")
        }
        return snapshot
    }

    /// The editions that are kept here, the one in force among them.
    func archive() throws(CommandError) -> DirectoryArchive {
        do throws(DistributionError) { return DirectoryArchive(desk, try desk.folder.memory()) } catch {
            throw Self.refused(error)
        }
    }

    /// What the party asked for.
    func asked() throws(CommandError) -> AskedChanges {
        do throws(DistributionError) { return try desk.folder.asked() } catch { throw Self.refused(error) }
    }

    /// Changes what the node remembers, in its folder.
    func change(_ edit: (inout DirectoryMemory) -> Void) throws(CommandError) {
        do throws(DistributionError) {
            try desk.folder.locked { () throws(DistributionError) in
                var memory = try desk.folder.memory()
                edit(&memory)
                try desk.folder.write(memory)
            }
        } catch {
            throw Self.refused(error)
        }
    }

    /// Notes changes of the own entry that this party asks for, and that somebody asked, for the audit log.
    func ask(_ changes: [AskedChange], by actor: String, at time: UTCTime) throws(CommandError) {
        try change { memory in
            memory.note(
                changes.map { DirectoryNote(time: time, actor: actor, sentence: "this party asks: \($0.description)") })
        }
        do throws(DistributionError) {
            try desk.folder.locked { () throws(DistributionError) in
                var asked = try desk.folder.asked()
                for change in changes { asked.ask(change, at: time) }
                try desk.folder.write(asked)
            }
        } catch {
            throw Self.refused(error)
        }
    }

    static func refused(_ error: DistributionError) -> CommandError {
        error.reason == .disk
            ? .failed(error.sentence, remedy: error.remedy) : .refused(error.sentence, remedy: error.remedy)
    }
}

extension DirectorySettings {
    init(_ configuration: NodeConfiguration, pins: DirectoryPins) {
        self.init(
            folder: configuration.directory.folder, pins: pins, own: configuration.party,
            sources: configuration.directory.sources, every: Int(configuration.directory.every / 60),
            isDemo: configuration.demo)
    }
}
