/// Where a message goes.
public enum RoutingOutcome: Sendable {
    /// One delivery for each receiving party, at least one. The notices say who gets nothing, or not to every person,
    /// and why: the sender must be told.
    case deliveries([Delivery], notices: [RoutingFinding])
    /// It goes nowhere.
    case refused([RoutingFinding])
}
