internal import Envelope

/// A key under which messages of one dossier stand in the store.
struct DossierKey: Sendable {
    /// A version 7 UUID, so that keys that were made together stand together; that of the dossier in a store from before keys had
    /// ids.
    let id: UniqueID
    let key: StorageKey
}
