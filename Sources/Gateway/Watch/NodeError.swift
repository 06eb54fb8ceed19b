/// Why a node does not start.
enum NodeError: Error, Sendable {
    case store(StoreError)
    case keys(KeyRingError)
    case delivery(DeliverySettingsError)
    case listener(ListenerError)
    case directory(DistributionError)
    /// A setting that can't be used; what, and what to do.
    case setting(String)
}

extension NodeError: CustomStringConvertible {
    var description: String {
        switch self {
        case .store(let error): error.description
        case .keys(let error): error.description
        case .delivery(let error): "\(error)"
        case .listener(let error): "\(error)"
        case .directory(let error): "\(error)"
        case .setting(let text): text
        }
    }
}
