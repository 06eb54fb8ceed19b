/// One connection to a listener, that sends exactly the bytes that it is given.
protocol ByteClient: AnyObject, Sendable {
    /// - Returns: false when the other side has closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool

    /// Nil when the other side has closed, or says nothing within the time.
    func receive() -> [UInt8]?
}

extension ByteClient {
    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }
}
