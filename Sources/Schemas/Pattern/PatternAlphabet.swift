/// The code points, divided into the classes that a pattern can tell apart: two code points of one class are in the
/// same sets of the pattern.
struct PatternAlphabet: Sendable {
    /// Code points below this are looked up directly: those of one and two bytes in UTF-8.
    private static let directLimit: UInt32 = 0x800

    let classCount: Int
    /// Whether the code points of a class are word characters, by class.
    let isWord: [Bool]
    private let direct: [UInt16]
    /// Where a run of code points of one class starts, ascending; the class is at the same index of `runClasses`.
    private let runStarts: [UInt32]
    private let runClasses: [UInt16]
    private let setCount: Int
    private let memberships: [Bool]

    /// Fails when the sets cut the code points into more than 4,096 classes.
    init?(sets: [ScalarSet]) {
        guard let partition = Partition(sets: sets + [.wordCharacters]) else { return nil }
        classCount = partition.members.count
        setCount = sets.count
        runStarts = partition.starts
        runClasses = partition.classes
        isWord = partition.members.map { $0[sets.count] }
        memberships = partition.members.flatMap { $0[..<sets.count] }
        direct = partition.expanded(below: Self.directLimit)
    }

    /// The class of a code point.
    @inline(__always)
    func classIndex(of scalar: UInt32) -> Int {
        scalar < Self.directLimit ? Int(direct[Int(scalar)]) : searched(scalar)
    }

    private func searched(_ scalar: UInt32) -> Int {
        var low = 0
        var high = runStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runStarts[middle] <= scalar { low = middle } else { high = middle }
        }
        return Int(runClasses[low])
    }

    /// Whether the set with this index has the code points of this class.
    @inline(__always)
    func isMember(_ classIndex: Int, of set: Int) -> Bool {
        memberships[classIndex * setCount + set]
    }
}

/// The coarsest division of the code points that respects every set.
private struct Partition {
    private static let maximumClasses = 4_096

    private(set) var starts: [UInt32] = []
    private(set) var classes: [UInt16] = []
    /// For each class, which sets it is in.
    private(set) var members: [[Bool]] = []

    init?(sets: [ScalarSet]) {
        var changes: [(at: UInt32, set: Int)] = []
        for (index, set) in sets.enumerated() {
            for range in set.ranges {
                changes.append((range.lowerBound, index))
                changes.append((range.upperBound + 1, index))
            }
        }
        changes.sort { $0.at < $1.at }
        var current = [UInt64](repeating: 0, count: sets.count / 64 + 1)
        var known: [[UInt64]: UInt16] = [:]
        var next = 0
        var start: UInt32 = 0
        while start <= ScalarSet.maximum {
            while next < changes.count, changes[next].at == start {
                current[changes[next].set / 64] ^= 1 << UInt64(changes[next].set % 64)
                next += 1
            }
            guard members.count < Self.maximumClasses else { return nil }
            append(start, current, known: &known, setCount: sets.count)
            start = next < changes.count ? changes[next].at : ScalarSet.maximum + 1
        }
    }

    private mutating func append(_ start: UInt32, _ bits: [UInt64], known: inout [[UInt64]: UInt16], setCount: Int) {
        starts.append(start)
        if let index = known[bits] {
            classes.append(index)
            return
        }
        let index = UInt16(members.count)
        known[bits] = index
        members.append((0..<setCount).map { bits[$0 / 64] >> UInt64($0 % 64) & 1 == 1 })
        classes.append(index)
    }

    func expanded(below limit: UInt32) -> [UInt16] {
        var table: [UInt16] = []
        table.reserveCapacity(Int(limit))
        for (index, start) in starts.enumerated() where start < limit {
            let end = index + 1 < starts.count ? min(starts[index + 1], limit) : limit
            table.append(contentsOf: repeatElement(classes[index], count: Int(end - start)))
        }
        return table
    }
}
