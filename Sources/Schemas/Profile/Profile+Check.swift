extension Profile {
    /// Checks a message against its form: every rule of the schema, and the fields that stand in some copies only.
    ///
    /// - Parameters:
    ///   - bytes: the form's data alone, or a whole CloudEvents message, whose `data` is then looked at. Pointers in
    ///     findings start at the form's data in either case.
    ///   - type: the message type. May be nil for a CloudEvents message, which says it itself.
    ///   - copy: which copy this is. Nil: the form as filled in when it is data alone, a received one otherwise.
    ///   - today: the day that counts for facts.
    ///   - limit: how many findings to tell at most; at least one.
    /// - Throws: `CheckMisuse` when neither the caller nor the text tells the type, or the profile doesn't know it.
    public func check(
        bytes: [UInt8], type: String?, copy: MessageCopy? = nil, today: CivilDate, limit: Int = 100
    ) throws(CheckMisuse) -> CheckReport {
        if let type, message(type) == nil {
            throw .typeUnknown(type, suggestion: EditDistance.nearest(to: type, in: messages.map(\.name)))
        }
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            let title = type.flatMap { forms[$0]?.title } ?? title
            return CheckReport(type: type, title: title, findings: [Finding(error)])
        }
        guard let eventType = Self.eventType(document.root) else {
            guard let type else { throw .typeMissing }
            return check(document, as: type, copy ?? .filledIn, today, limit)
        }
        return try check(event: document.root, eventType, asked: type, copy ?? .received, today, limit)
    }

    /// Checks the data of a message that was read already.
    ///
    /// - Parameter type: a message type of the profile; findings say so when it is none.
    public func check(
        _ data: JSONValue, as type: String, copy: MessageCopy, today: CivilDate, limit: Int = 100
    ) -> CheckReport {
        guard let form = forms[type] else {
            let sentence = "Het profiel '\(name)' kent deze berichtsoort niet; kijk het type van het bericht na."
            return report(.unknownType, sentence, type: nil, title: title)
        }
        return check(data, form, copy, today, limit)
    }

    /// The type attribute of a CloudEvents message; nil for anything else.
    private static func eventType(_ root: JSONValue) -> String? {
        root["specversion"] == nil ? nil : root["type"]?.string
    }

    private func check(
        event: JSONValue, _ eventType: String, asked: String?, _ copy: MessageCopy, _ today: CivilDate, _ limit: Int
    ) throws(CheckMisuse) -> CheckReport {
        let name = eventType.hasPrefix(typePrefix) ? String(eventType.dropFirst(typePrefix.count)) : ""
        if let asked, asked != name { throw .typesDiffer(asked: asked) }
        guard let form = forms[name] else {
            let sentence = "Het profiel '\(self.name)' kent deze berichtsoort niet; kijk het type van het bericht na."
            return report(.unknownType, sentence, type: nil, title: title)
        }
        guard let data = event["data"] else {
            return report(.missing, "Het bericht heeft geen inhoud (data).", type: name, title: form.title)
        }
        return check(data, form, copy, today, limit)
    }

    /// A form inside a message may not be larger than one by itself, which is known only when the whole text is.
    private func check(
        _ data: JSONValue, _ form: Form, _ copy: MessageCopy, _ today: CivilDate, _ limit: Int
    ) -> CheckReport {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            let isSmall = data.document.source.count <= JSONLimits.standard.maxBytes
            document = isSmall ? JSONDocument(of: data) : try JSONDocument(parsing: data.encoded())
        } catch {
            return CheckReport(type: form.message, title: form.title, findings: [Finding(error)])
        }
        return check(document, as: form.message, copy, today, limit)
    }

    private func report(_ code: FindingCode, _ sentence: String, type: String?, title: String) -> CheckReport {
        CheckReport(type: type, title: title, findings: [Finding(code, .root, title, sentence)])
    }

    private func check(
        _ document: JSONDocument, as message: String, _ copy: MessageCopy, _ today: CivilDate, _ limit: Int
    ) -> CheckReport {
        guard let form = forms[message] else {
            return report(.unknownType, "Het profiel heeft hier geen formulier voor.", type: message, title: title)
        }
        let rule = copyRule(of: message, copy)
        let writer = FindingWriter(form: form, documents: documents)
        do throws(ValidationError) {
            // Findings that only follow from others are dropped later, so more are gathered than are told.
            let context = ValidationContext(today: today, maxViolations: max(1000, limit))
            let verdict = try form.schema.validate(document, context)
            let extra = writer.drafts(of: document.root, required: rule.required, refused: rule.refused)
            let findings = writer.findings(of: verdict.violations, with: extra)
            guard verdict.isValid || !findings.isEmpty else {
                return report(.otherRule, "Het formulier is niet in orde.", type: message, title: form.title)
            }
            let told = findings.prefix(max(1, limit)).map { writer.withHint($0) }
            return CheckReport(
                type: message, title: form.title, findings: told, more: verdict.more + findings.count - told.count)
        } catch {
            return report(.otherRule, "Het formulier is niet te controleren.", type: message, title: form.title)
        }
    }
}
