internal import Schemas

/// A party that is to get a message, and why.
struct ReceivingParty {
    let party: Party
    /// Fields that only this copy has.
    var ownFields: Set<JSONPointer>
    /// The clause of the route that led here.
    let ground: String
}
