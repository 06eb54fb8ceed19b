/// The tables of the message file. Content stands in `part`, encrypted; everything else is searchable.
enum StoreSchema {
    static let migrations = Migrations(
        applicationID: 0x5754_4731,
        scripts: [version1, version2, version3, version4, version5, version6, version7, version8, version9])

    private static let version1 = """
        CREATE TABLE identity (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            store TEXT NOT NULL
        );

        -- Both directions. `own` is the receiving party of an arrival, and empty for a delivery.
        CREATE TABLE message (
            number INTEGER PRIMARY KEY,
            direction TEXT NOT NULL,
            id TEXT NOT NULL,
            partner TEXT NOT NULL,
            own TEXT NOT NULL,
            dossier TEXT NOT NULL,
            type TEXT NOT NULL,
            actor TEXT NOT NULL,
            created INTEGER NOT NULL,
            state TEXT NOT NULL,
            changed INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            next INTEGER,
            reason TEXT,
            seal BLOB NOT NULL,
            CHECK (
                direction = 'outbound'
                    AND state IN ('queued', 'sending', 'deferred', 'delivered', 'overhandigd', 'failed', 'cancelled')
                OR direction = 'inbound' AND state IN ('accepted', 'rejected')
            )
        );
        CREATE UNIQUE INDEX message_id ON message (id, partner, direction, own);
        CREATE INDEX message_dossier ON message (dossier);
        CREATE INDEX message_partner ON message (partner);
        CREATE INDEX message_direction ON message (direction);
        CREATE INDEX message_state ON message (state);
        CREATE INDEX message_due ON message (partner, next) WHERE next IS NOT NULL;
        CREATE INDEX message_deferred ON message (changed) WHERE state = 'deferred';

        -- `place` is the number of the message times eight, plus the kind of part.
        CREATE TABLE part (place INTEGER PRIMARY KEY, box BLOB NOT NULL);

        CREATE TABLE tally (state TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER tally_insert AFTER INSERT ON message BEGIN
            INSERT INTO tally VALUES (new.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER tally_update AFTER UPDATE OF state ON message WHEN new.state <> old.state BEGIN
            UPDATE tally SET count = count - 1 WHERE state = old.state;
            INSERT INTO tally VALUES (new.state, 1) ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TABLE step (
            message INTEGER NOT NULL,
            kind TEXT NOT NULL,
            actor TEXT NOT NULL,
            time INTEGER NOT NULL,
            brought TEXT,
            codes TEXT NOT NULL,
            seal BLOB NOT NULL,
            PRIMARY KEY (message, kind, actor)
        ) WITHOUT ROWID;

        CREATE TABLE dossier_party (
            number INTEGER PRIMARY KEY,
            dossier TEXT NOT NULL,
            party TEXT NOT NULL,
            part TEXT NOT NULL CHECK (part IN ('opener', 'addressed')),
            seal BLOB NOT NULL
        );
        CREATE UNIQUE INDEX dossier_party_once ON dossier_party (dossier, part, party);
        CREATE UNIQUE INDEX dossier_one_opener ON dossier_party (dossier) WHERE part = 'opener';
        CREATE TABLE dossier_end (dossier TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE damage (message INTEGER PRIMARY KEY, found INTEGER NOT NULL);

        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            party TEXT,
            message TEXT,
            dossier TEXT,
            result TEXT NOT NULL,
            detail TEXT,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        );
        CREATE INDEX audit_message ON audit (message) WHERE message IS NOT NULL;
        CREATE INDEX audit_dossier ON audit (dossier) WHERE dossier IS NOT NULL;
        CREATE TABLE checkpoint (
            sequence INTEGER PRIMARY KEY,
            hash BLOB NOT NULL,
            time INTEGER NOT NULL,
            party TEXT NOT NULL,
            signer BLOB NOT NULL,
            signature BLOB NOT NULL
        );
        CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
        """

    /// Less to write for each message: the tally is kept by ``TallyTable``, and a second opener is refused by ``DossierTable``.
    private static let version2 = """
        -- Which spare key became the key of which dossier, as long as the key file may lose that in a power cut.
        CREATE TABLE fresh_key (spare INTEGER PRIMARY KEY, dossier TEXT NOT NULL);
        DROP TRIGGER tally_insert;
        DROP TRIGGER tally_update;
        DROP INDEX dossier_one_opener;
        """

    /// How far mailboxes were read, and the mails that are being worked on.
    private static let version3 = """
        CREATE TABLE mailbox (
            name TEXT PRIMARY KEY,
            validity INTEGER NOT NULL,
            uid INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE mail (
            mailbox TEXT NOT NULL,
            validity INTEGER NOT NULL,
            uid INTEGER NOT NULL,
            taken INTEGER NOT NULL,
            PRIMARY KEY (mailbox, validity, uid)
        ) WITHOUT ROWID;
        CREATE INDEX message_handed_over ON message (changed) WHERE state = 'overhandigd';
        """

    /// Fewer pages to write for each message: receipts in their order, and the log's entries about a message found by it.
    private static let version4 = """
        -- What shows that a delivery was received; the first column is its number.
        CREATE TABLE proof (message INTEGER PRIMARY KEY, box BLOB NOT NULL);
        DROP INDEX audit_dossier;
        CREATE INDEX audit_dossier ON audit (dossier)
            WHERE dossier IS NOT NULL AND (message IS NULL OR result <> 'ok');
        """

    /// Receipts that are still to be sent by themselves.
    private static let version5 = """
        CREATE TABLE owed (
            party TEXT NOT NULL,
            about TEXT NOT NULL,
            type TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (party, about)
        ) WITHOUT ROWID;
        """

    /// A dossier's number stands for its random id in the indexes: what is written one after the other stands together there.
    ///
    /// States are compared one by one: for `IN` with more than two values SQLite would make a table of them at each write.
    private static let version6 = """
        CREATE TABLE dossier (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
        INSERT INTO dossier (id) SELECT dossier FROM message GROUP BY dossier ORDER BY min(number);
        INSERT INTO dossier (id) SELECT dossier FROM dossier_party WHERE true GROUP BY dossier ORDER BY min(number)
            ON CONFLICT DO NOTHING;

        CREATE TABLE message_numbered (
            number INTEGER PRIMARY KEY,
            direction TEXT NOT NULL,
            id TEXT NOT NULL,
            partner TEXT NOT NULL,
            own TEXT NOT NULL,
            dossier TEXT NOT NULL,
            type TEXT NOT NULL,
            actor TEXT NOT NULL,
            created INTEGER NOT NULL,
            state TEXT NOT NULL,
            changed INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            next INTEGER,
            reason TEXT,
            seal BLOB NOT NULL,
            dossier_number INTEGER NOT NULL,
            CHECK (
                direction = 'outbound' AND (
                    state = 'queued' OR state = 'sending' OR state = 'deferred' OR state = 'delivered'
                    OR state = 'overhandigd' OR state = 'failed' OR state = 'cancelled'
                ) OR direction = 'inbound' AND (state = 'accepted' OR state = 'rejected')
            )
        );
        INSERT INTO message_numbered
            SELECT message.number, direction, message.id, partner, own, dossier, type, actor, created, state, changed,
                attempts, next, reason, seal, dossier.number
            FROM message JOIN dossier ON dossier.id = message.dossier ORDER BY message.number;
        DROP TABLE message;
        ALTER TABLE message_numbered RENAME TO message;
        CREATE UNIQUE INDEX message_id ON message (id, partner, direction, own);
        CREATE INDEX message_dossier ON message (dossier_number);
        CREATE INDEX message_partner ON message (partner);
        CREATE INDEX message_direction ON message (direction);
        CREATE INDEX message_state ON message (state);
        CREATE INDEX message_due ON message (partner, next) WHERE next IS NOT NULL;
        CREATE INDEX message_deferred ON message (changed) WHERE state = 'deferred';
        CREATE INDEX message_handed_over ON message (changed) WHERE state = 'overhandigd';

        ALTER TABLE dossier_party RENAME TO dossier_party_by_id;
        CREATE TABLE dossier_party (
            number INTEGER PRIMARY KEY,
            dossier_number INTEGER NOT NULL,
            party TEXT NOT NULL,
            part TEXT NOT NULL CHECK (part IN ('opener', 'addressed')),
            seal BLOB NOT NULL
        );
        INSERT INTO dossier_party
            SELECT dossier_party_by_id.number, dossier.number, party, part, seal
            FROM dossier_party_by_id JOIN dossier ON dossier.id = dossier_party_by_id.dossier;
        DROP TABLE dossier_party_by_id;
        CREATE UNIQUE INDEX dossier_party_once ON dossier_party (dossier_number, part, party);
        """

    /// A message names the key under which it stands; one of before stands under the key with its dossier's id.
    private static let version7 = "ALTER TABLE message ADD COLUMN key TEXT;"

    /// The states of a direction tell which messages are of it.
    private static let version8 = "DROP INDEX message_direction;"

    /// Boxes in which the content of a signed entity stands once (``KeptEvidence``). A program that takes them for damaged does not
    /// open the file.
    private static let version9 = ""
}
