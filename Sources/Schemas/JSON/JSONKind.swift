/// The six kinds of JSON values (RFC 8259 section 3).
public enum JSONKind: Hashable, Sendable {
    case null, bool, number, string, array, object
}
