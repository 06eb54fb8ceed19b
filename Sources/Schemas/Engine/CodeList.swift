/// A named list of codes that `codeList` refers to, such as the gemeenten of a year.
public struct CodeList: Sendable {
    /// Labels by code.
    public let labels: [String: String]

    public init(labels: [String: String]) {
        self.labels = labels
    }
}
