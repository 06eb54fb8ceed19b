/// How a run of faults is done.
struct Options {
    /// The program whose nodes are hurt.
    var program = ".build/debug/weerthuis"
    var shim = ""
    var example = "keys-example"
    /// Nil: a temporary folder, removed when all is well.
    var folder: String?
    var seed: UInt64 = 1
    var minutes = 1.0
    /// The killing under traffic goes on until so many processes were killed, up to three times its time.
    var kills = 0
    /// A file for the figures, as JSON.
    var report: String?

    private static let minutesOfRound = 12.0
    private var askedRounds: Int?

    /// How often everything is done, from the steps to the clocks.
    var rounds: Int { max(1, askedRounds ?? Int(minutes / Self.minutesOfRound)) }

    struct Misuse: Error {
        let text: String
    }

    init(_ arguments: [String]) throws(Misuse) {
        var words = arguments[...]
        while let word = words.popFirst() {
            guard let value = words.popFirst() else { throw Misuse(text: "\(word) needs a value") }
            switch word {
            case "--program": program = value
            case "--shim": shim = value
            case "--example": example = value
            case "--folder": folder = value
            case "--report": report = value
            case "--seed": seed = try Self.number(value, word)
            case "--kills": kills = try Self.number(value, word)
            case "--rounds": askedRounds = try Self.number(value, word)
            case "--minutes": minutes = try Self.number(value, word)
            case "--hours": minutes = try Self.number(value, word) * 60
            default: throw Misuse(text: "\(word) is not known")
            }
        }
    }

    private static func number<Number: LosslessStringConvertible>(
        _ text: String, _ word: String
    ) throws(Misuse) -> Number {
        guard let number = Number(text) else { throw Misuse(text: "\(word) takes a number") }
        return number
    }
}
