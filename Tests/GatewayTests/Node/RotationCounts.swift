/// What happened to all messages.
struct RotationCounts: Sendable {
    var rotations = 0
    var revocations = 0
    var replacements = 0
    var directoryKeys = 0
    var accepted = 0
    var lost = 0
    var duplicates = 0
    var unreadable = 0
    var sealedToRetired = 0
    var acceptedFromRevoked = 0
}
