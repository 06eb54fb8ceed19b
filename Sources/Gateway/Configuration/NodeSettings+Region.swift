internal import Envelope

/// The directory and the profile.
extension NodeSettings {
    static let directoryFolder = Setting(
        "directory.folder", .path, standard: "directory", shown: "`\"directory\"`",
        "Folder where the node keeps the editions of the directory that it works with.")
    static let directoryTrust = Setting(
        "directory.trust", .path, standard: "directory-trust.json", shown: "`\"directory-trust.json\"`",
        "The trust file with the pinned certificates of the region's administrators, as handed over in person.")
    static let directorySources = Setting(
        "directory.sources", SettingForm.url("https").list(atMost: 16), standard: [], shown: "`[]`",
        "Nodes or mirrors that serve the directory; without one, the folder is filled by hand.")
    static let directoryEvery = Setting(
        "directory.every", .minutes(1...1440), standard: 15 * 60, shown: "`15`",
        "How often the newest edition and its freshness are asked for.")

    static let profileFolder = Setting(
        "profile.folder", optional: .path, "A profile's folder, instead of the one in the program.")
    static let profileCodeLists = Setting(
        "profile.codeLists", SettingForm.path.list(atMost: 32), standard: [], shown: "`[]`",
        "Newer code lists; each replaces the profile's file of that name.")

    static let region: [any SettingDescription] = [
        directoryFolder, directoryTrust, directorySources, directoryEvery, profileFolder,
        profileCodeLists,
    ]
}
