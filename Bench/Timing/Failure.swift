/// A cause of refusal that depends on a secret.
enum Failure: String, CaseIterable {
    case unwrap, tag, padding, signature
}
