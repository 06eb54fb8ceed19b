// What forms are read into and written from.
extension JSONValue: Undisclosed {}
extension JSONTree: Undisclosed {}
