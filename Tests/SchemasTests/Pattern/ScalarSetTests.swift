import Testing

@testable import Schemas

struct ScalarSetTests {
    @Test func rangesAreSortedAndMerged() {
        #expect(ScalarSet([5...7, 1...2, 3...4, 6...9, 20...20]).ranges == [1...9, 20...20])
    }

    @Test func inversionGoesBothWays() {
        #expect(ScalarSet([]).inverted == .all)
        #expect(ScalarSet.all.inverted.ranges.isEmpty)
        #expect(ScalarSet([0...4, 9...9]).inverted.ranges == [5...8, 10...0x10FFFF])
        #expect(ScalarSet([0...4, 9...9]).inverted.inverted.ranges == [0...4, 9...9])
    }

    @Test func operationsAgreeWithMembership() {
        let first = ScalarSet([2...5, 8...8, 11...15])
        let second = ScalarSet([0...2, 5...9, 14...20])
        for scalar: UInt32 in 0...25 {
            let (inFirst, inSecond) = (first.contains(scalar), second.contains(scalar))
            #expect(first.union(second).contains(scalar) == (inFirst || inSecond))
            #expect(first.intersection(second).contains(scalar) == (inFirst && inSecond))
            #expect(first.subtracting(second).contains(scalar) == (inFirst && !inSecond))
            #expect(first.symmetricDifference(second).contains(scalar) == (inFirst != inSecond))
        }
    }
}
