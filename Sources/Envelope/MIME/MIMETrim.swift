/// Takes the blanks off both ends of a piece of a field value.
enum MIMETrim {
    static func blanks(_ text: Substring) -> Substring {
        var text = text
        while let first = text.utf8.first, ASCII.isBlank(first) { text.removeFirst() }
        while let last = text.utf8.last, ASCII.isBlank(last) { text.removeLast() }
        return text
    }
}
