internal import Envelope

extension UniqueID {
    /// A version 4 UUID from the system's random generator.
    static func random() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return UniqueID(random: (generator.next(), generator.next()))
    }
}
