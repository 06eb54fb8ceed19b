extension PatternParser {
    /// Reads a quantifier without its laziness mark.
    mutating func quantifier() throws(PatternError) -> (minimum: Int, maximum: Int) {
        let start = position
        if take("*" as Unicode.Scalar) { return (0, .max) }
        if take("+" as Unicode.Scalar) { return (1, .max) }
        if take("?" as Unicode.Scalar) { return (0, 1) }
        position += 1
        guard let minimum = try count() else { throw error(.quantifierForm, at: start) }
        var maximum = minimum
        if take("," as Unicode.Scalar) {
            maximum = try count() ?? .max
        }
        guard take("}" as Unicode.Scalar) else { throw error(.quantifierForm, at: start) }
        guard minimum <= maximum else { throw error(.quantifierRange, at: start) }
        return (minimum, maximum)
    }

    /// Reads a decimal number, saturating at `Int.max`; nil when there is no digit.
    mutating func count() throws(PatternError) -> Int? {
        var value: Int?
        while let scalar = peek(), let digit = scalar.decimalDigit {
            let (product, tooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(digit)
            value = tooLarge || overflows ? .max : sum
            position += 1
        }
        return value
    }
}
