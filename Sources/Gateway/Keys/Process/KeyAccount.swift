internal import Foundation

/// The user and group that a key process becomes when it was started as root.
struct KeyAccount: Hashable, Sendable {
    let user: UInt32
    let group: UInt32

    /// The account for nothing, which every system has.
    static let nobody = KeyAccount(user: 65_534, group: 65_534)

    init(user: UInt32, group: UInt32) {
        self.user = user
        self.group = group
    }

    /// - Parameter name: of a user of this system.
    /// - Returns: nil when there is no such user, or it is root.
    init?(named name: String) {
        guard let entry = getpwnam(name), entry.pointee.pw_uid != 0 else { return nil }
        self.init(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    /// As it stands on the command line: USER:GROUP, in numbers.
    init?(argument: String) {
        let numbers = argument.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
        guard numbers.count == 2, let user = numbers[0], let group = numbers[1], user != 0 else { return nil }
        self.init(user: user, group: group)
    }

    var argument: String { "\(user):\(group)" }
}
