import Testing

@testable import Schemas

/// The elfproef against its definition and the mistakes that it was made for.
struct BurgerservicenummerTests {
    /// The numbers of the test range that satisfy the elfproef, by the definition written out.
    static let numbers: [[UInt8]] = (999_900_000...999_999_999).compactMap { number in
        let digits = String(number).utf8.map { Int($0) - 48 }
        let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return sum.isMultiple(of: 11) ? digits.map { UInt8($0 + 48) } : nil
    }

    @Test func exactlyTheNumbersOfTheDefinitionAreValid() {
        let accepted = (999_900_000...999_999_999).count { Burgerservicenummer.isValid(Array(String($0).utf8)) }
        #expect(accepted == Self.numbers.count)
        #expect(Self.numbers.allSatisfy { Burgerservicenummer.isValid($0) })
    }

    @Test func everyChangeOfOneDigitIsFoundOut() {
        for number in Self.numbers.prefix(1_000) {
            for place in 0..<9 {
                for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != number[place] {
                    var changed = number
                    changed[place] = digit
                    #expect(!Burgerservicenummer.isValid(changed))
                }
            }
        }
    }

    @Test func everySwapOfDifferentNeighboursIsFoundOut() {
        for number in Self.numbers.prefix(5_000) {
            for place in 0..<8 where number[place] != number[place + 1] {
                var changed = number
                changed.swapAt(place, place + 1)
                #expect(!Burgerservicenummer.isValid(changed))
            }
        }
    }
}
