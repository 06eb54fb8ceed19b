internal import Envelope

/// Looks at everything that a node can get wrong, one step after the other; what can't be reached is left out with its reason.
struct Doctor {
    let access: NodeAccess
    let arguments: ParsedArguments
    let console: any Console
    /// Told each finding as it comes.
    let tell: (DoctorFinding) throws(CommandError) -> Void

    /// - Parameter partner: whose node is asked too.
    func examine(partner: OIN?) throws(CommandError) {
        let now = SystemClock.now
        let system = DoctorSystem(folder: access.folder, configuration: access.configuration)
        try tell(DoctorSystem.openSSL())
        for finding in system.permissions() { try tell(finding) }
        try tell(system.disk())
        let snapshot = try directory()
        if let snapshot {
            for finding in DoctorDirectory.check(snapshot, at: now) { try tell(finding) }
            try tell(system.clock(snapshot, at: now))
            let asked = try? NodeDirectory(access.configuration, on: console).asked()
            for finding in DoctorDirectory.keys(
                of: access.configuration.party, snapshot, asked ?? AskedChanges(), at: now)
            { try tell(finding) }
        }
        let passphrase: [UInt8]
        do throws(CommandError) { passphrase = try access.passphrase(arguments, on: console) } catch {
            return try tell(.wrong("wachtzin", error))
        }
        let keys = DoctorKeys(configuration: access.configuration, now: now)
        for finding in keys.check(snapshot, passphrase: passphrase) { try tell(finding) }
        try tell(keys.protection())
        try store(passphrase)
        if let snapshot { try network(snapshot, passphrase, partner, now) }
        try mail()
    }

    private func mail() throws(CommandError) {
        guard let configuration = access.configuration.mail else { return }
        let plan: MailPlan
        do throws(CommandError) { plan = try MailPlan(configuration, on: console) } catch {
            return try tell(.wrong("mail", error))
        }
        for finding in DoctorMail(plan: plan).check() { try tell(finding) }
    }

    private func directory() throws(CommandError) -> DirectorySnapshot? {
        do throws(CommandError) { return try access.directory(on: console) } catch {
            try tell(.wrong("adresboek", error))
            return nil
        }
    }

    private func store(_ passphrase: [UInt8]) throws(CommandError) {
        let store: Store
        do throws(StoreError) {
            store = try Store(
                at: access.configuration.store, access: Vault.Access(Passphrase(passphrase)), as: .visitor)
        } catch {
            guard access.configuration.store.isAbsent else {
                return try tell(.wrong("opslag", "\(error)", "zie docs/operations.md, Toestanden"))
            }
            return try tell(
                .warning(
                    "opslag", "er is nog geen opslag",
                    "weerthuis serve maakt haar bij de eerste start, weerthuis send bij het eerste bericht"))
        }
        for finding in DoctorStore.check(store) { try tell(finding) }
        store.close()
    }

    private func network(
        _ snapshot: DirectorySnapshot, _ passphrase: [UInt8], _ partner: OIN?, _ now: UTCTime
    ) throws(CommandError) {
        let network: DoctorNetwork
        do throws(DeliverySettingsError) { network = try DoctorNetwork(access.configuration) } catch {
            return try tell(.wrong("bereikbaar", "\(error)", "verbeter delivery in node.json"))
        }
        if let finding = network.own(snapshot) { try tell(finding) }
        if let partner {
            let folder = KeyFolder(path: access.configuration.keys)
            if let keys = try? folder.load(passphrase: passphrase, acceptsExamples: access.configuration.demo) {
                for finding in network.partner(partner, snapshot, keys, at: now) { try tell(finding) }
            }
        }
        network.loop.close()
    }
}
