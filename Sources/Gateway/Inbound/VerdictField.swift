/// The fields of the message that tells a verdict, as the profile's form has them.
enum VerdictField: String {
    case outcome = "uitslag"
    case findings = "bevindingen"
    case more = "nogMeer"
    case code
    case place = "veld"
    case label
    case sentence = "zin"
    case actor = "wieHandelt"
}
