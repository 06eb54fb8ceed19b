internal import Envelope
internal import Foundation

/// Takes a new TLS certificate over when its files change, without a restart.
struct TLSRenewal: Sendable {
    private static let interval: Duration = .seconds(5)

    let files: TLSFiles
    /// Reads and decrypts them.
    let read: @Sendable () throws(CommandError) -> TLSCredentials
    /// Of the files that the node began with.
    private let first: [Int]

    init(files: TLSFiles, read: @escaping @Sendable () throws(CommandError) -> TLSCredentials) {
        self.files = files
        self.read = read
        first = Self.mark(files)
    }

    /// What tells whether the files were replaced.
    private static func mark(_ files: TLSFiles) -> [Int] {
        [files.certificate, files.key].flatMap { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return [0, 0, 0, 0] }
            return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        }
    }

    /// Looks again and again until the task is cancelled. Files that changed are read when they stayed the same from one look
    /// to the next: certificate and key are not replaced in one moment.
    ///
    /// - Parameter renew: shows the certificate from then on; it throws when certificate and key do not belong together.
    func run(every interval: Duration = interval, _ log: NodeLog, renew: (TLSCredentials) throws -> Void) async {
        var (shown, last) = (first, first)
        while (try? await Task.sleep(for: interval, tolerance: interval / 5)) != nil {
            let now = Self.mark(files)
            defer { last = now }
            guard now != shown, now == last else { continue }
            shown = now
            renewNow(log, renew)
        }
    }

    func renewNow(_ log: NodeLog, _ renew: (TLSCredentials) throws -> Void) {
        do {
            try renew(try read())
            log.info("certificate-renewed")
        } catch {
            log.error(
                "certificate-not-renewed", ("file", .place(files.certificate)),
                ("remedy", .sentence("the old one stays; weerthuis doctor says what is wrong with the files")))
        }
    }
}
