extension Unicode.Scalar {
    /// The value of an ASCII decimal digit.
    var decimalDigit: Int? {
        ("0"..."9").contains(self) ? Int(value - 0x30) : nil
    }

    /// The value of an ASCII hexadecimal digit.
    var hexadecimalDigit: UInt32? {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x61 + 10
        case "A"..."F": value - 0x41 + 10
        default: nil
        }
    }
}
