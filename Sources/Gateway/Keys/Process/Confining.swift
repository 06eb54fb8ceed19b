internal import CSystem
internal import Envelope
internal import Foundation

/// Gives up what a key process does not need, in an order in which nothing undoes an earlier step.
struct Confining {
    private(set) var achieved: Confinement = []

    /// Whether this kernel offers Landlock to this process.
    static var hasLandlock: Bool { weerthuis_landlock_version() >= 1 }

    /// Before anything secret is read.
    mutating func begin() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        let hasNoCore = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
        note(.noDumps, weerthuis_forbid_dumps() == 0 && hasNoCore)
        note(.diesWithNode, weerthuis_die_with_parent() == 0)
        let heap = SecureHeap.reserve()
        note(.keysApart, heap != .none)
        note(.keysLocked, heap == .locked)
    }

    /// After the keys were read and before another thread exists.
    ///
    /// - Parameter account: who to become when this is root.
    /// - Throws: ``SystemFailure`` when root can't be given up.
    mutating func confine(as account: KeyAccount) throws(SystemFailure) {
        note(.memoryLocked, weerthuis_lock_memory() == 0)
        if geteuid() == 0 {
            guard weerthuis_become(account.user, account.group) == 0 else { throw SystemFailure("setresuid") }
        }
        note(.unprivileged, getuid() != 0 && geteuid() != 0)
        note(.noCapabilities, weerthuis_drop_capabilities() == 0)
        note(.noNewPrivileges, weerthuis_forbid_new_privileges() == 0)
        // A change of user took these two back.
        note(.noDumps, weerthuis_forbid_dumps() == 0 && achieved.contains(.noDumps))
        note(.diesWithNode, weerthuis_die_with_parent() == 0)
        forbidFiles()
    }

    /// When all threads exist.
    mutating func finish() { note(.fewSystemCalls, weerthuis_seccomp_allow_computing() == 0) }

    private mutating func forbidFiles() {
        let version = weerthuis_landlock_version()
        guard version >= 1, weerthuis_landlock_forbid_all(version) == 0 else { return }
        note(.noFiles, true)
        note(.noTCP, version >= 4)
        note(.noSignals, version >= 6)
    }

    private mutating func note(_ part: Confinement, _ succeeded: Bool) {
        if succeeded { achieved.insert(part) } else { achieved.remove(part) }
    }
}
