internal import Foundation

/// A system call that failed.
struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    let call: String
    let code: Int32

    init(_ call: StaticString, _ code: Int32 = errno) {
        self.call = "\(call)"
        self.code = code
    }

    var description: String { "\(call): \(String(cString: strerror(code)))" }
}
