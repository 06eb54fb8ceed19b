/// The run can't be done; what is wrong.
struct FaultsError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
