/// Reads how a node works with mail.
extension ConfigurationDraft {
    /// Nil for a node that has nothing to do with mail.
    mutating func mail() -> MailConfiguration? {
        let sending = server(NodeSettings.mailOut, NodeSettings.mailOutUser, NodeSettings.mailOutPassword)
        let fetching = fetching()
        let authorities = path(NodeSettings.mailAuthorities)
        let askAfter = reader.value(NodeSettings.mailAskAfter)
        guard let address = reader.value(NodeSettings.mailAddress) else {
            if !reader.has(NodeSettings.mailAddress), NodeSettings.mail.contains(where: { reader.has($0) }) {
                reader.refuse(.missing, NodeSettings.mailAddress, "give it: the mail address of this node")
            }
            return nil
        }
        return MailConfiguration(
            address: address, sending: sending, fetching: fetching, authorities: authorities, askAfter: askAfter)
    }

    private mutating func fetching() -> MailConfiguration.Fetching? {
        let server = server(NodeSettings.mailIn, NodeSettings.mailInUser, NodeSettings.mailInPassword)
        let folder = reader.value(NodeSettings.mailInFolder)
        let done = reader.value(NodeSettings.mailInDone)
        let aside = reader.value(NodeSettings.mailInAside)
        let every = reader.value(NodeSettings.mailInEvery)
        let bytes = reader.value(NodeSettings.mailInBytes)
        if folder == done || folder == aside {
            reader.refuse(.contradiction, NodeSettings.mailInFolder, "mails can't be moved to the folder they are in")
        }
        return server.map {
            MailConfiguration.Fetching(
                server: $0, folder: folder, done: done, aside: aside, every: every, bytes: bytes)
        }
    }

    private mutating func server(
        _ url: Setting<String?>, _ user: Setting<String?>, _ password: Setting<String?>
    ) -> MailConfiguration.Server? {
        let name = reader.value(user)
        let file = path(password)
        if reader.has(user) != reader.has(password) {
            reader.refuse(.missing, reader.has(user) ? password : user, "a name and its password go together")
        }
        guard let place = reader.value(url) else {
            if !reader.has(url), reader.has(user) { reader.refuse(.missing, url, "give it: \(url.expected)") }
            return nil
        }
        return MailConfiguration.Server(url: place, user: name, password: file)
    }
}
