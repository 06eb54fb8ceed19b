/// What a key process gave up after it had read its keys. Which of it was possible depends on the kernel and on who started
/// it.
struct Confinement: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    /// Nothing that it executes can give it new rights.
    static let noNewPrivileges = Confinement(rawValue: 1 << 0)
    /// No core dump, no debugger, and /proc/PID belongs to root.
    static let noDumps = Confinement(rawValue: 1 << 1)
    /// It is killed when the node ends.
    static let diesWithNode = Confinement(rawValue: 1 << 2)
    /// It runs as another user than root.
    static let unprivileged = Confinement(rawValue: 1 << 3)
    static let noCapabilities = Confinement(rawValue: 1 << 4)
    /// The numbers of the private keys stand between guard pages and are not dumped.
    static let keysApart = Confinement(rawValue: 1 << 5)
    /// The numbers of the private keys are never swapped.
    static let keysLocked = Confinement(rawValue: 1 << 6)
    /// No memory of the process is ever swapped.
    static let memoryLocked = Confinement(rawValue: 1 << 7)
    /// Landlock: no file can be opened.
    static let noFiles = Confinement(rawValue: 1 << 8)
    /// Landlock: no TCP.
    static let noTCP = Confinement(rawValue: 1 << 9)
    /// Landlock: no signals to and no abstract sockets of other processes.
    static let noSignals = Confinement(rawValue: 1 << 10)
    /// Seccomp: only computing, memory, waiting, and the socket that is open.
    static let fewSystemCalls = Confinement(rawValue: 1 << 11)

    /// What every supported system can do. A process without all of this refuses to serve.
    static let required: Confinement = [.noNewPrivileges, .noDumps, .diesWithNode]

    private static let names: [(Confinement, String)] = [
        (.noNewPrivileges, "no new privileges"), (.noDumps, "no dumps"), (.diesWithNode, "dies with the node"),
        (.unprivileged, "not root"), (.noCapabilities, "no capabilities"), (.keysApart, "keys apart"),
        (.keysLocked, "keys out of swap"), (.memoryLocked, "memory out of swap"), (.noFiles, "no files"),
        (.noTCP, "no TCP"), (.noSignals, "no signals"), (.fewSystemCalls, "few system calls"),
    ]

    static let all = Confinement(names.map(\.0))
}

extension Confinement: CustomStringConvertible {
    /// What it gave up, and after "but not:" what was not possible.
    var description: String {
        let given = Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
        let missing = Self.names.filter { !contains($0.0) }.map(\.1).joined(separator: ", ")
        return (given.isEmpty ? "nothing" : given) + (missing.isEmpty ? "" : "; but not: \(missing)")
    }
}
