/// The target of a request line as it was sent; the library changes it in place afterwards.
struct RawTarget {
    let bytes: [UInt8]
    /// Where it begins in the library's memory.
    let place: UnsafePointer<UInt8>?

    init(_ place: UnsafePointer<UInt8>?, count: Int) {
        self.place = place
        bytes = Array(UnsafeBufferPointer(start: place, count: count))
    }
}
