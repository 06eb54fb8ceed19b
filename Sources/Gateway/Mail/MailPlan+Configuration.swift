internal import Foundation

extension MailPlan {
    private static let longestPassword = 1_024
    private static let longestAuthorities = 1 << 20

    /// Reads the passwords and authorities that the configuration names.
    init(_ configuration: MailConfiguration, on console: any Console) throws(CommandError) {
        let authorities = try configuration.authorities.map { (path) throws(CommandError) in
            try FileAccess.read(path, limit: Self.longestAuthorities, on: console)
        }
        address = configuration.address
        sending = try configuration.sending.map { (server) throws(CommandError) in
            try Self.server(server, authorities, on: console)
        }
        fetching = try configuration.fetching.map { (fetching) throws(CommandError) in
            Fetching(
                server: try Self.server(fetching.server, authorities, on: console), folder: fetching.folder,
                done: fetching.done, aside: fetching.aside, every: .seconds(fetching.every), limit: fetching.bytes)
        }
        askAfter = configuration.askAfter
    }

    private static func server(
        _ server: MailConfiguration.Server, _ authorities: [UInt8]?, on console: any Console
    ) throws(CommandError) -> MailServer {
        var login: MailServer.Login?
        if let user = server.user, let file = server.password {
            let bytes = try FileAccess.read(file, limit: longestPassword, on: console)
            let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
            login = MailServer.Login(user: user, password: String(decoding: line, as: UTF8.self))
        }
        return MailServer(url: server.url, login: login, authorities: authorities)
    }
}
