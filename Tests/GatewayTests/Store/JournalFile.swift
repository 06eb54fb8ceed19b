import CJournal
import CSQLite
import Foundation
import Testing

@testable import Gateway

/// A journal as SQLite opens it, by the file system of the store.
final class JournalFile {
    let path: String
    private let name: sqlite3_filename
    private let memory: UnsafeMutableRawPointer
    private let file: UnsafeMutablePointer<sqlite3_file>

    init(in folder: String) throws {
        // Makes the file system known, and the database whose permissions a journal gets.
        _ = try Connection(path: folder + "/a", mode: .create)
        let system = try #require(sqlite3_vfs_find(weerthuis_file_system))
        path = folder + "/a-wal"
        name = try #require(sqlite3_create_filename(folder + "/a", folder + "/a-journal", path, 0, nil))
        memory = .allocate(byteCount: Int(system.pointee.szOsFile), alignment: 16)
        file = memory.assumingMemoryBound(to: sqlite3_file.self)
        let open = try #require(system.pointee.xOpen)
        let flags = SQLITE_OPEN_WAL | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        try #require(open(system, sqlite3_filename_wal(name), file, flags, nil) == SQLITE_OK)
    }

    deinit {
        _ = file.pointee.pMethods.pointee.xClose(file)
        memory.deallocate()
        sqlite3_free_filename(name)
    }

    private var methods: sqlite3_io_methods { file.pointee.pMethods.pointee }

    /// What another one would find in it.
    var onDisk: [UInt8] { get throws { [UInt8](try Data(contentsOf: URL(filePath: path))) } }

    func write(_ bytes: [UInt8], at place: Int) -> Int32 {
        methods.xWrite(file, bytes, Int32(bytes.count), Int64(place))
    }

    func read(_ count: Int, at place: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return methods.xRead(file, &bytes, Int32(count), Int64(place)) == SQLITE_OK ? bytes : nil
    }

    func truncate(to size: Int) -> Int32 { methods.xTruncate(file, Int64(size)) }

    func sync() -> Int32 { methods.xSync(file, SQLITE_SYNC_FULL) }

    func size() -> Int? {
        var size: Int64 = 0
        return methods.xFileSize(file, &size) == SQLITE_OK ? Int(size) : nil
    }
}
