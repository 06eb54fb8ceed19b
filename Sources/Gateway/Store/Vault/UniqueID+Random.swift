internal import Envelope
internal import Foundation

extension UniqueID {
    /// A version 4 UUID from the system's random generator.
    static func random() -> UniqueID { UniqueID(random: freshBits()) }

    /// A version 7 UUID of now.
    static func timed() -> UniqueID {
        let milliseconds = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        return UniqueID(milliseconds: milliseconds, random: freshBits())
    }

    /// From the system's random generator.
    static func freshBits() -> (UInt64, UInt64) {
        var generator = SystemRandomNumberGenerator()
        return (generator.next(), generator.next())
    }
}
