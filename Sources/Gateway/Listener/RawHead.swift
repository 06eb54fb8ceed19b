internal import CMicroHTTPD

/// The request line and the header section where they lie in the library's memory: valid during one callback.
///
/// The library (0.9.75) reads leniently: it accepts bare LF, folded lines, NUL and more than one space, and shows what it
/// made of them. It does so in place, one line after the other, so the places of what it shows tell what was sent: when
/// every part begins exactly where the one before it must end, nothing was left out, folded or moved.
struct RawHead {
    struct Field {
        let name: UnsafeBufferPointer<UInt8>
        let value: UnsafeBufferPointer<UInt8>
    }

    let method: UnsafeBufferPointer<UInt8>
    let target: RawTarget
    let version: UnsafeBufferPointer<UInt8>
    /// From the first byte of the method to the first byte of the body.
    let size: Int
    private(set) var fields: [Field] = []

    init(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, target: RawTarget, version: UnsafePointer<CChar>
    ) {
        self.method = Self.bytes(method, strlen(method))
        self.target = target
        self.version = Self.bytes(version, strlen(version))
        size = weerthuis_header_size(connection)
        fields.reserveCapacity(16)
        withUnsafeMutablePointer(to: &fields) { fields in
            _ = MHD_get_connection_values_n(
                connection, .HEADER_KIND,
                { context, _, name, nameSize, value, valueSize in
                    guard let context, let name else { return .NO }
                    let fields = context.assumingMemoryBound(to: [Field].self)
                    let field = Field(name: RawHead.bytes(name, nameSize), value: RawHead.bytes(value, valueSize))
                    fields.pointee.append(field)
                    return .YES
                }, fields)
        }
    }

    /// Whether the section was sent as its grammar says: single spaces, each line ended by CR LF, no folds, no NUL.
    var isExact: Bool {
        guard weerthuis_library_is_strict() == 0 else { return true }
        guard let start = method.baseAddress else { return false }
        var place = start + method.count + 1
        guard target.place == place else { return false }
        place += target.bytes.count + 1
        guard version.baseAddress == place else { return false }
        place += version.count
        for field in fields {
            guard Self.isLineEnd(place), field.name.baseAddress == place + 2 else { return false }
            place += 2 + field.name.count + 1
            guard let value = field.value.baseAddress, value >= place else { return false }
            place = value + field.value.count
        }
        return Self.isLineEnd(place) && Self.isLineEnd(place + 2) && place + 4 - start == size
    }

    /// The library writes a zero over CR and over LF; a bare LF leaves one zero.
    private static func isLineEnd(_ place: UnsafePointer<UInt8>) -> Bool {
        place[0] == 0 && place[1] == 0
    }

    private static func bytes(_ text: UnsafePointer<CChar>?, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }, count: count)
    }
}
