import CFaults

/// The switches of the shim that is loaded into one node.
final class FaultControl: @unchecked Sendable {
    let path: String
    private let memory: UnsafeMutablePointer<faults_control>

    init(path: String) throws {
        guard let memory = faults_map(path) else { throw FaultsError("\(path): can't be mapped") }
        self.path = path
        self.memory = memory
        clear()
    }

    /// No fault; the clock stays as it was set.
    func clear() {
        memory.pointee.end_after = -1
        memory.pointee.ends_by_power = 0
        memory.pointee.flush_error = 0
        memory.pointee.write_error = 0
        memory.pointee.flush_delay = 0
    }

    /// Ends the process after so many writes and flushes of its store.
    func endAfter(_ operations: Int, byPower: Bool) {
        memory.pointee.ends_by_power = byPower ? 1 : 0
        memory.pointee.end_after = Int64(operations)
    }

    func failWrites(_ code: Int32) { memory.pointee.write_error = Int64(code) }

    func failFlushes(_ code: Int32) { memory.pointee.flush_error = Int64(code) }

    func delayFlushes(microseconds: Int) { memory.pointee.flush_delay = Int64(microseconds) }

    func setClock(ahead seconds: Int) { memory.pointee.clock_offset = Int64(seconds) * 1_000 }

    /// How many writes and flushes were made to fail.
    var failures: Int { Int(memory.pointee.failures) }
}
