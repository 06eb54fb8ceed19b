internal import Schemas

/// Mail, for partners that have nothing but a mailbox.
extension NodeSettings {
    static let mailAddress = Setting(
        "mail.address", optional: .mailAddress, shown: "no mail",
        "The node's own mail address: bounces come to it, and what the node says by itself comes from it.")
    static let mailAuthorities = Setting(
        "mail.authorities", optional: .path, shown: "the system's",
        "PEM: the authorities whose TLS certificates count for the mail servers.")
    static let mailAskAfter = Setting(
        "mail.askAfter", .number(1...90, "days"), standard: 7, shown: "`7`",
        "After that a person is asked about a message that a mail server took and nobody answered.")

    static let mailOut = Setting(
        "mail.out.url", optional: .url("smtps", "smtp"),
        "The server that takes mail; with smtp:// STARTTLS is required.")
    static let mailOutUser = Setting("mail.out.user", optional: .login, "The name to log in with there.")
    static let mailOutPassword = Setting("mail.out.password", optional: .path, "File with its password.")

    static let mailIn = Setting("mail.in.url", optional: .url("imaps"), "The server with the mailbox that is fetched.")
    static let mailInUser = Setting("mail.in.user", optional: .login, "The name to log in with there.")
    static let mailInPassword = Setting("mail.in.password", optional: .path, "File with its password.")
    static let mailInFolder = Setting(
        "mail.in.folder", .mailFolder, standard: "INBOX", shown: "`\"INBOX\"`", "The folder that is fetched.")
    static let mailInDone = Setting(
        "mail.in.done", .mailFolder, standard: "Weer Thuis verwerkt", shown: "`\"Weer Thuis verwerkt\"`",
        "Where mails go after all of them is stored.")
    static let mailInAside = Setting(
        "mail.in.aside", .mailFolder, standard: "Weer Thuis opzij", shown: "`\"Weer Thuis opzij\"`",
        "What the folders are called where other mails go; the reason comes after it.")
    static let mailInEvery = Setting(
        "mail.in.every", .number(5...3600, "seconds"), standard: 60, shown: "`60`",
        "How often the mailbox is looked at.")
    static let mailInBytes = Setting(
        "mail.in.bytes", .number(65_536...50_331_648, "bytes"), standard: 33_554_432, shown: "`33554432`",
        "The largest mail that is fetched; larger ones are put aside.")

    static let mail: [any SettingDescription] = [
        mailAddress, mailAuthorities, mailAskAfter, mailOut, mailOutUser, mailOutPassword, mailIn, mailInUser,
        mailInPassword, mailInFolder, mailInDone, mailInAside, mailInEvery, mailInBytes,
    ]
}

extension SettingForm where Value == String {
    /// In lower case.
    static var mailAddress: SettingForm {
        SettingForm("mail address") { value in value.string.flatMap { MailText.checked($0) } }
    }

    static var login: SettingForm {
        SettingForm("1 to 256 visible characters") { value in
            value.string.flatMap { text in
                (1...256).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? text : nil
            }
        }
    }

    /// A name that stands in a command as it is.
    static var mailFolder: SettingForm {
        SettingForm("1 to 100 visible ASCII characters and spaces, none of \" \\ & * %") { value in
            value.string.flatMap { text in
                (1...100).contains(text.utf8.count)
                    && text.utf8.allSatisfy { (0x20...0x7E).contains($0) && !#""\&*%"#.utf8.contains($0) } ? text : nil
            }
        }
    }
}
