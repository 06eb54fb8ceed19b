/// How an envelope came.
public enum Transport: String, Hashable, Sendable {
    case https
    case mail
}
