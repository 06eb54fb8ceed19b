internal import Foundation

/// Executes a task's jobs on the thread that calls ``run()``, until the task says that it is done.
///
/// Unchecked, because the condition's lock is held wherever the state is touched.
final class CallingThread: TaskExecutor, @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isFinished = false

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    /// Ends ``run()`` after the jobs that are there.
    func finish() {
        condition.withLock {
            isFinished = true
            condition.signal()
        }
    }

    func run() {
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob? {
        condition.withLock {
            while jobs.isEmpty {
                if isFinished { return nil }
                condition.wait()
            }
            return jobs.removeFirst()
        }
    }
}
