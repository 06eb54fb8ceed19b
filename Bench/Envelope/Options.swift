/// What to measure.
struct Options {
    enum Operation: String {
        case seal
        /// Everything up to the message's attributes.
        case open
        /// Up to and including the signature.
        case openSigned = "open-signed"
    }

    var operation = Operation.seal
    var folder = "pki"
    var algorithm = "ec"
    var payload = "pki/payload-2k.json"
    var seconds = 1.0
    var usesCBC = false

    static let usage = """
        usage: bench-envelope --pki FOLDER --payload FILE [--op seal|open|open-signed] [--alg ec|rsa3072] [--cbc]
                              [--seconds S]
        Prints one line of JSON: operations per CPU second and peak memory, as Bench/yardstick does.
        """

    /// - Returns: nil when the arguments are not as ``usage`` says.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--cbc" {
                usesCBC = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch name {
            case "--op":
                guard let operation = Operation(rawValue: value) else { return nil }
                self.operation = operation
            case "--pki": folder = value
            case "--alg": algorithm = value
            case "--payload": payload = value
            case "--seconds":
                guard let seconds = Double(value), seconds > 0, seconds <= 600 else { return nil }
                self.seconds = seconds
            default: return nil
            }
        }
    }
}
