internal import Envelope
internal import Foundation

/// Makes the node of a node folder.
struct NodeStart {
    /// How long `weerthuis send` may take to make the store of a node that starts at that moment.
    private static let patience: TimeInterval = 3

    let configuration: NodeConfiguration
    let console: any Console
    /// The program that becomes the key process.
    var keyProgram = KeyProcessSettings.ownProgram

    /// - Parameters:
    ///   - passphrase: UTF-8, as typed.
    ///   - plan: what the configuration says.
    func node(_ plan: NodePlan, passphrase: [UInt8]) throws(CommandError) -> Node {
        let profile = try ProfileSource.profile(configuration.profile, on: console)
        do throws(NodeError) {
            let keys = try keys(passphrase, plan.log)
            let store = try store(passphrase)
            let settings = try settings()
            let transfers = try transfers(plan, passphrase)
            return try Node(plan, store: store, keys: keys, transfers: transfers) { (loop, signer) throws(NodeError) in
                do throws(DistributionError) {
                    let keeper = try DirectoryKeeper(settings, profile: profile, clock: { plan.clock.now }) { event in
                        Self.tell(event, plan.log, store)
                    }
                    let care = OwnKeyCare(
                        own: plan.party, folder: configuration.keys,
                        record: { await Self.record($0, plan.log, store) },
                        onChange: { [configuration] in
                            KeyReload(configuration: configuration, log: plan.log).renew(keys)
                        })
                    return DirectoryWatch(
                        keeper, transport: { await loop.perform($0) }, care: care, signer: signer)
                } catch {
                    throw .directory(error)
                }
            }
        } catch {
            throw Self.refused(error)
        }
    }

    /// The keys of client certificates may be encrypted under the node's passphrase.
    private func transfers(_ plan: NodePlan, _ passphrase: [UInt8]) throws(NodeError) -> TransferLoop {
        do throws(DeliverySettingsError) {
            return try TransferLoop(plan.delivery, clientPassphrase: Passphrase(passphrase))
        } catch {
            throw .delivery(error)
        }
    }

    private func keys(_ passphrase: [UInt8], _ log: NodeLog) throws(NodeError) -> KeyRing {
        do throws(KeyRingError) {
            return try KeyFolder(path: configuration.keys).ring(
                configuration.custody, passphrase: passphrase, acceptsExamples: configuration.demo,
                program: keyProgram
            ) { health in
                if health.isDown {
                    log.error("key-process", ("state", .keys(health)))
                } else {
                    log.info("key-process", ("state", .keys(health)))
                }
            }
        } catch {
            throw .keys(error)
        }
    }

    /// The store, made at the first start.
    private func store(_ passphrase: [UInt8]) throws(NodeError) -> Store {
        let location = configuration.store
        let isNew = location.isAbsent
        do throws(CommandError) {
            if isNew { try FileAccess.createFolder(location.folder) }
        } catch {
            throw .setting(error.message)
        }
        do throws(StoreError) {
            return try StoreWait.opened(within: Self.patience) { () throws(StoreError) in
                try Store(at: location, access: Vault.Access(Passphrase(passphrase)), as: .node, isNew: isNew)
            }
        } catch {
            throw .store(error)
        }
    }

    private func settings() throws(NodeError) -> DirectorySettings {
        let trust: [UInt8]
        do throws(CommandError) {
            trust = try FileAccess.read(configuration.directory.trust, limit: 1 << 20, on: console)
        } catch {
            throw .setting(error.message)
        }
        do throws(DistributionError) {
            return try DirectorySettings(configuration, pins: DirectoryPins(parsing: trust))
        } catch {
            throw .directory(error)
        }
    }

    /// What happens to the directory goes to the log and the audit log.
    private static func tell(_ event: DirectoryEvent, _ log: NodeLog, _ store: Store) {
        switch event.level {
        case .notice: log.info("directory", ("code", .code(event.code)))
        case .warning:
            if let kind = event.expiry {
                log.warning("expiry", ("code", .code(event.code)), ("remedy", .sentence(kind.remedy)))
            } else {
                log.warning("directory", ("code", .code(event.code)))
            }
        case .alarm: log.error("directory-alarm", ("code", .code(event.code)))
        }
        Task { await record([event.record], log, store) }
    }

    /// - Returns: whether it is on disk.
    @discardableResult
    private static func record(_ records: [AuditRecord], _ log: NodeLog, _ store: Store) async -> Bool {
        do throws(StoreError) {
            try await store.record(records)
            return true
        } catch {
            log.error("directory-not-recorded", ("error", .storeError(error)))
            return false
        }
    }

    static func refused(_ error: NodeError) -> CommandError {
        switch error {
        case .store(let error): CommandError(error)
        case .listener: .failed("\(error)")
        case .keys, .delivery, .directory, .setting: .refused("\(error)")
        }
    }
}
