/// Elements that never change after they were put in, outside reference counting: threads read them without a lock and
/// without touching a counter. The owner lives as long as the pointer is used.
final class ConstantBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let elements: UnsafePointer<Element>
    private let storage: UnsafeMutableBufferPointer<Element>

    init(_ elements: [Element]) {
        storage = .allocate(capacity: max(elements.count, 1))
        _ = storage.initialize(from: elements)
        // The capacity is at least one, so there is a base address; the fallback is never reached.
        self.elements = UnsafePointer(storage.baseAddress ?? UnsafeMutablePointer<Element>.allocate(capacity: 1))
    }

    deinit { storage.deallocate() }
}
