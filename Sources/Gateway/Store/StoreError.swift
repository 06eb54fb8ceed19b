internal import Foundation

/// Why the store did not do what was asked. Nothing was changed then.
struct StoreError: Error, Hashable, Sendable {
    enum Reason: Hashable, Sendable {
        /// No room on the disk, or a quota was reached.
        case diskFull
        /// The file, its folder or its disk can't be written.
        case readOnly
        /// The file can't be opened; the text is the system's reason.
        case unreachable(String)
        /// There is no store, or it was not made to the end.
        case absent
        /// Another process kept the file locked for longer than ten seconds.
        case busy
        /// Another node works with this store.
        case inUse
        /// A newer program wrote the file.
        case newerVersion(found: Int, known: Int)
        /// The file belongs to something else, or message file and key file belong to different stores.
        case foreign
        /// Bytes on the disk are not as they were written.
        case damaged
        case wrongPassphrase
        /// The key of the dossier was destroyed, so the content is gone for good.
        case destroyed
        /// The key of the dossier is not in the key file.
        case keyMissing
        case notFound
        /// The message id is there already for this recipient.
        case exists
        /// A file stands where one is to be made.
        case occupied
        /// The step is not possible from this state.
        case wrongState(OutboundState)
        /// Another party opened this dossier.
        case dossierTaken
        /// The node is stopping, or has stopped.
        case closed
        /// The disk failed; the numbers are SQLite's code and the system's.
        case disk(code: Int32, system: Int32)
        /// SQLite refused; a defect of this program.
        case refused(code: Int32)
        /// OpenSSL can't work.
        case crypto(String)
    }

    let reason: Reason
    /// The file, message or dossier that it is about. Never personal data.
    let place: String

    init(_ reason: Reason, _ place: String) {
        self.reason = reason
        self.place = place
    }

    /// What `errno` says about a file.
    static func system(_ path: String) -> StoreError {
        let code = errno
        return switch code {
        case ENOSPC, EDQUOT: StoreError(.diskFull, path)
        case EROFS, EACCES, EPERM: StoreError(.readOnly, path)
        default: StoreError(.unreachable(String(cString: strerror(code))), path)
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// What happened, where, and what to do.
    var description: String { "\(place): \(explanation.what); \(explanation.remedy)" }

    private var explanation: (what: String, remedy: String) {
        switch reason {
        case .diskFull: ("the disk is full", "make room; nothing that was accepted is lost")
        case .readOnly: ("the file can't be written", "check its owner, its mode and how its disk is mounted")
        case .unreachable(let why): ("the file can't be opened: \(why)", "check the path and its owner")
        case .busy: ("another process keeps the file locked", "end that process, or try again")
        case .inUse: ("another node works with this store", "stop that node first; a store has one node")
        case .newerVersion(let found, let known):
            ("written by a newer program (version \(found), this one knows \(known))", "start the newer program")
        case .foreign: ("the file does not belong to this store", "put message file and key file of one node together")
        case .damaged: ("not as it was written", "restore the last backup and let the partners send again")
        case .wrongPassphrase: ("the passphrase is wrong", "give the passphrase that the store was made with")
        default: operation
        }
    }

    private var operation: (what: String, remedy: String) {
        switch reason {
        case .absent: ("there is no store yet", "`weerthuis serve` makes it, and so does `weerthuis send`")
        case .destroyed: ("the key of the dossier was destroyed", "nothing brings the content back, as was meant")
        case .keyMissing: ("the key of the dossier is missing", "restore the key file from its backup")
        case .notFound: ("not in the store", "look it up with `weerthuis messages`")
        case .exists: ("this message id is there already", "use a fresh id for other content")
        case .occupied: ("there is a file already", "choose another place, or move that file away")
        case .wrongState(let state): ("not possible in the state \(state.rawValue)", "look at it with `weerthuis show`")
        case .dossierTaken: ("another party opened this dossier", "use a fresh dossier id")
        case .closed: ("the store is closed", "start the node again")
        case .disk(let code, let system): ("the disk failed (SQLite \(code), errno \(system))", "check the disk")
        case .refused(let code): ("SQLite refused (\(code))", "report this as a defect")
        case .crypto(let text): (text, "check the OpenSSL installation with `weerthuis doctor`")
        default: ("failed", "look at the log")
        }
    }
}
