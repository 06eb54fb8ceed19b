internal import Envelope

/// What is wrong with the log, and where.
enum AuditFinding: Hashable, Sendable {
    /// The entry is not what its hash was made of.
    case changed(sequence: UInt64)
    /// The entry stood at another place when it was written.
    case moved(sequence: UInt64, original: UInt64)
    /// No entry has these numbers.
    case missing(ClosedRange<UInt64>)
    /// The entry is whole but was not written after the one before it: one of the two was replaced.
    case notFollowing(sequence: UInt64)
    /// The chain is whole, yet somebody holds another hash for this entry: what stands here was written anew.
    case contradicted(sequence: UInt64, holder: String)
    /// Somebody holds an entry that is beyond the end.
    case cutOff(sequence: UInt64, last: UInt64, holder: String)
    /// The checkpoint was changed, or not signed with the key that it names.
    case badSignature(sequence: UInt64)
    /// So many checkpoints, the first and last at these entries, were signed with a key that nobody gave: whether they are right
    /// is not known.
    case unknownSigner([UInt8], sequences: ClosedRange<UInt64>, count: UInt64)
}

extension AuditFinding: CustomStringConvertible {
    var description: String {
        switch self {
        case .changed(let sequence): "entry \(sequence) was changed"
        case .moved(let sequence, let original): "entry \(sequence) was moved; it was written as entry \(original)"
        case .missing(let range):
            range.count == 1
                ? "entry \(range.lowerBound) is missing"
                : "entries \(range.lowerBound) to \(range.upperBound) are missing"
        case .notFollowing(let sequence):
            "entry \(sequence) does not follow on entry \(sequence - 1): one of the two was replaced"
        case .contradicted(let sequence, let holder):
            "entry \(sequence) is not the one that \(holder) holds: it was written anew"
        case .cutOff(let sequence, let last, let holder):
            "the log ends at entry \(last), but \(holder) holds entry \(sequence): the end was cut off"
        case .badSignature(let sequence): "the checkpoint at entry \(sequence) has no valid signature of this party"
        case .unknownSigner(let key, let sequences, let count):
            (count == 1
                ? "the checkpoint at entry \(sequences.lowerBound)"
                : "\(count) checkpoints, from entry \(sequences.lowerBound) to \(sequences.upperBound),")
                + " can't be checked: the key that signed (SHA-256 of the public key \(Hexadecimal.text(key))) is in no edition of the directory that is kept "
                + "here and not in the key folder; give its certificate with --cert FILE"
        }
    }
}
