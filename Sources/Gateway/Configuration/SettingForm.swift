internal import Envelope
internal import Foundation
internal import Schemas

/// What the value of a setting must look like.
struct SettingForm<Value: Sendable>: Sendable {
    let expected: String
    /// Nil for a value of another form.
    let read: @Sendable (JSONValue) -> Value?

    init(_ expected: String, read: @escaping @Sendable (JSONValue) -> Value?) {
        self.expected = expected
        self.read = read
    }

    /// A list of such values.
    func list(atMost limit: Int) -> SettingForm<[Value]> {
        let read = read
        return SettingForm<[Value]>("list of at most \(limit): \(expected)") { value in
            guard value.kind == .array, value.count <= limit else { return nil }
            let values = value.elements.compactMap(read)
            return values.count == value.count ? values : nil
        }
    }
}

extension SettingForm where Value == Bool {
    static var flag: SettingForm { SettingForm("true or false") { $0.bool } }
}

extension SettingForm where Value == Int {
    static func number(_ range: ClosedRange<Int>, _ unit: String = "") -> SettingForm {
        let text = "\(range.lowerBound) to \(range.upperBound)"
        return SettingForm(unit.isEmpty ? text : "\(text) \(unit)") { value in
            value.number?.int.flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension SettingForm where Value == Int64 {
    /// Minutes, also a part of one, as whole seconds.
    static func minutes(_ range: ClosedRange<Double>) -> SettingForm {
        SettingForm("\(shown(range.lowerBound)) to \(shown(range.upperBound)) minutes") { value in
            guard let number = value.number.flatMap({ Double($0.description) }), range.contains(number) else {
                return nil
            }
            return max(1, Int64((number * 60).rounded()))
        }
    }

    private static func shown(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}

extension SettingForm where Value == OIN {
    static var oin: SettingForm { SettingForm("20 digits, as text") { $0.string.flatMap { OIN($0) } } }
}

extension SettingForm where Value == String {
    private static func text(_ expected: String, _ accepts: @escaping @Sendable (String) -> Bool) -> SettingForm {
        SettingForm(expected) { value in value.string.flatMap { accepts($0) ? $0 : nil } }
    }

    /// The name of a system in the source of a message.
    static var systemName: SettingForm {
        text("1 to 64 lower-case letters, digits and hyphens") { name in
            (1...64).contains(name.utf8.count)
                && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
    }

    /// The name of a user of the system.
    static var account: SettingForm {
        text("name of a user, not root") { name in
            (1...32).contains(name.utf8.count) && name != "root"
                && name.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
                }
        }
    }

    /// A file or folder, absolute or relative to the node folder.
    static var path: SettingForm { text("path") { (1...1024).contains($0.utf8.count) && !$0.utf8.contains(0) } }

    /// The name of a systemd credential.
    static var credential: SettingForm {
        text("name of a systemd credential") { name in
            (1...128).contains(name.utf8.count) && !name.contains("/") && !name.hasPrefix(".")
        }
    }

    static var address: SettingForm { text("IPv4 or IPv6 address") { NetworkAddress($0) != nil } }

    static var loopback: SettingForm {
        text("loopback address (127.0.0.1 or ::1)") { NetworkAddress($0)?.isLoopback == true }
    }

    static var network: SettingForm {
        text("address range such as 10.0.0.0/8") { NetworkRange(addressOrRange: $0) != nil }
    }

    static func url(_ schemes: String...) -> SettingForm {
        text("URL with " + schemes.map { "\($0)://" }.joined(separator: " or ")) { text in
            guard text.utf8.count <= 512, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
                let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.host
            else { return false }
            return schemes.contains(scheme) && !host.isEmpty && parts.fragment == nil
        }
    }
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable {
    static var choice: SettingForm {
        SettingForm(Value.allCases.map(\.rawValue).joined(separator: ", ")) {
            $0.string.flatMap { Value(rawValue: $0) }
        }
    }
}
