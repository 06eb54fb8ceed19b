/// What another party answered, whole.
struct HTTPAnswer: Sendable {
    let status: Int
    /// In their order, names as they came.
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    /// The value of the first header `name`, in any case of letters.
    func header(_ name: String) -> String? {
        headers.first { $0.name.isFieldName(name) }?.value
    }
}
