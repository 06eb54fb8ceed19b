/// The steps that a search has worked out so far, forgotten all at once when they take too much room.
struct LinearSteps {
    /// In instructions of kernels and columns of rows: some 16 MiB.
    private static let maximumSize = 1 << 22
    private static let unknown: Int32 = -1

    private let classCount: Int
    private(set) var kernels: [LinearKernel] = []
    private var numbers: [LinearKernel: Int] = [:]
    private var rows: [Int32] = []
    private var size = 0

    init(classCount: Int) {
        self.classCount = classCount
    }

    func next(from state: Int, over classIndex: Int) -> Int? {
        let target = rows[state * classCount + classIndex]
        return target == Self.unknown ? nil : Int(target)
    }

    mutating func number(of kernel: LinearKernel) -> Int {
        if let known = numbers[kernel] { return known }
        let number = kernels.count
        numbers[kernel] = number
        kernels.append(kernel)
        rows.append(contentsOf: repeatElement(Self.unknown, count: classCount))
        size += kernel.instructions.count + classCount
        return number
    }

    /// Notes a step, unless there is no room left for it among the others.
    mutating func note(_ kernel: LinearKernel, from state: Int, over classIndex: Int) -> Int {
        guard size + kernel.instructions.count + classCount <= Self.maximumSize else {
            self = LinearSteps(classCount: classCount)
            return number(of: kernel)
        }
        let target = number(of: kernel)
        rows[state * classCount + classIndex] = Int32(target)
        return target
    }
}
