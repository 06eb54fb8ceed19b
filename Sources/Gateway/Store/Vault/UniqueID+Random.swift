internal import Envelope
internal import Foundation

extension UniqueID {
    /// A version 4 UUID from the system's random generator.
    static func random() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return UniqueID(random: (generator.next(), generator.next()))
    }

    /// A version 7 UUID of now.
    static func timed() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        return UniqueID(milliseconds: milliseconds, random: (generator.next(), generator.next()))
    }
}
