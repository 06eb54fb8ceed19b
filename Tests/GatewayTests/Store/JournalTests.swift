import CJournal
import CSQLite
import Foundation
import Testing

@testable import Gateway

/// SQLite's journal, written in few calls (Sources/CJournal).
@Suite("Store: the journal")
struct JournalTests {
    private static let pageSize = 4_096

    private let store: StoreFixture

    init() throws { store = try StoreFixture() }

    private static let header = [0, 0, 0, 7, 0, 0, 0, 9] + [UInt8](repeating: 3, count: 16)

    private func page(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: Self.pageSize) }

    @Test("a header waits for its page, and a page for nothing")
    func frames() throws {
        let file = try JournalFile(in: store.folder)
        var written: [UInt8] = []
        for byte in UInt8(1)...3 {
            #expect(file.write(Self.header, at: written.count) == SQLITE_OK)
            #expect(try file.onDisk == written)
            written += Self.header
            #expect(file.write(page(byte), at: written.count) == SQLITE_OK)
            written += page(byte)
            #expect(try file.onDisk == written)
        }
    }

    @Test("a header that is written anew after its page was read waits for nothing")
    func again() throws {
        let file = try JournalFile(in: store.folder)
        #expect(file.write([UInt8](repeating: 1, count: 24), at: 0) == SQLITE_OK)
        #expect(file.write(page(2), at: 24) == SQLITE_OK)
        #expect(file.read(24 + Self.pageSize, at: 0) == [UInt8](repeating: 1, count: 24) + page(2))
        #expect(file.write(Self.header, at: 0) == SQLITE_OK)
        #expect(try file.onDisk == Self.header + page(2))
    }

    @Test("what is written, read, cut and flushed in any order is what a file would have", arguments: 1...40)
    func anything(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let file = try JournalFile(in: store.folder)
        var model: [UInt8] = []
        for _ in 0..<400 {
            let place = Int.random(in: 0...model.count, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                #expect(file.truncate(to: place) == SQLITE_OK)
                model = Array(model.prefix(place))
            case 1:
                #expect(file.sync() == SQLITE_OK)
                #expect(try file.onDisk == model)
            case 2: #expect(file.size() == model.count)
            case 3...5:
                let there = Array(model.dropFirst(place).prefix(Self.pageSize))
                #expect(file.read(there.count, at: place) == there)
            case 6...8: write(try randomBytes(&random), at: place, file, &model)
            default: write(try randomBytes(&random), at: model.count, file, &model)
            }
        }
        #expect(file.size() == model.count)
        #expect(try file.onDisk == model)
    }

    private func randomBytes(_ random: inout SplitMix) throws -> [UInt8] {
        let byte = UInt8.random(in: 1...255, using: &random)
        let sizes = [1, 24, 24, 32, Self.pageSize, 65_536, 70_000]
        return [UInt8](repeating: byte, count: try #require(sizes.randomElement(using: &random)))
    }

    private func write(_ bytes: [UInt8], at place: Int, _ file: JournalFile, _ model: inout [UInt8]) {
        #expect(file.write(bytes, at: place) == SQLITE_OK)
        model.replaceSubrange(place..<min(place + bytes.count, model.count), with: bytes)
    }

    /// A connection that knows nothing of this file system.
    private func stranger(_ path: String) throws -> OpaquePointer {
        var pointer: OpaquePointer?
        try #require(sqlite3_open_v2(path, &pointer, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
        return try #require(pointer)
    }

    private func count(_ database: OpaquePointer) throws -> Int64 {
        var statement: OpaquePointer?
        try #require(sqlite3_prepare_v2(database, "SELECT count(*) FROM t", -1, &statement, nil) == SQLITE_OK)
        defer { sqlite3_finalize(statement) }
        try #require(sqlite3_step(statement) == SQLITE_ROW)
        return sqlite3_column_int64(statement, 0)
    }

    @Test(
        "another program sees each transaction once it has ended, also one that is not flushed",
        arguments: ["OFF", "NORMAL", "FULL"])
    func others(synchronous: String) throws {
        let path = store.folder + "/other.sqlite"
        let own = try Connection(path: path, mode: .create)
        try own.execute("PRAGMA journal_mode = WAL")
        try own.execute("PRAGMA synchronous = \(synchronous)")
        try own.execute("CREATE TABLE t (a BLOB)")
        let other = try stranger(path)
        defer { sqlite3_close_v2(other) }
        for number in 1...60 {
            try own.inTransaction { () throws(StoreError) in
                for _ in 0..<number % 40 { try own.execute("INSERT INTO t VALUES (randomblob(3000))") }
            }
            let there = try own.first("SELECT count(*) FROM t") { (row) throws(StoreError) in row.integer(0) }
            #expect(try count(other) == there)
        }
        try FileCopy.check(Connection(path: path, mode: .readOnly))
    }

    /// What a next start finds: the file and its journal, without what the processes shared of it in memory.
    private func afterKill(_ path: String) throws -> Connection {
        let copy = path + ".copy"
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix) }
        return try Connection(path: copy, mode: .create)
    }

    @Test(
        "a transaction whose pages went to the journal more than once survives the process",
        arguments: ["NORMAL", "FULL"])
    func writtenAgain(synchronous: String) throws {
        let path = store.folder + "/again.sqlite"
        let own = try Connection(path: path, mode: .create)
        for pragma in ["journal_mode = WAL", "cache_size = 10", "synchronous = \(synchronous)"] {
            try own.execute("PRAGMA \(pragma)")
        }
        try own.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")
        try own.execute("BEGIN IMMEDIATE")
        for _ in 0..<100 { try own.execute("INSERT INTO t (b) VALUES (randomblob(1500))") }
        for _ in 0..<3 { try own.execute("UPDATE t SET b = randomblob(1500)") }
        try own.execute("COMMIT")
        let next = try afterKill(path)
        #expect(try next.first("SELECT count(*) FROM t") { (row) throws(StoreError) in row.integer(0) } == 100)
        try FileCopy.check(next)
    }

    @Test("a transaction larger than the cache is whole, or gone when it is taken back")
    func larger() throws {
        let path = store.folder + "/large.sqlite"
        let own = try Connection(path: path, mode: .create)
        for pragma in ["journal_mode = WAL", "cache_size = 10", "wal_autocheckpoint = 50"] {
            try own.execute("PRAGMA \(pragma)")
        }
        try own.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")
        for ends in ["COMMIT", "ROLLBACK", "COMMIT"] {
            try own.execute("BEGIN IMMEDIATE")
            for _ in 0..<300 { try own.execute("INSERT INTO t (b) VALUES (randomblob(5000))") }
            try own.execute("UPDATE t SET b = randomblob(5100) WHERE a % 3 = 0")
            try own.execute(ends)
        }
        let other = try stranger(path)
        defer { sqlite3_close_v2(other) }
        #expect(try count(other) == 600)
        try FileCopy.check(own)
    }
}
