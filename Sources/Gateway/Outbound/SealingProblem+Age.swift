internal import Envelope

extension SealingProblem {
    /// What is wrong with a message that is too old for its receiver.
    static let tooOldReason =
        "Dit bericht is ouder dan \(MessageAge.mostDays) dagen; het knooppunt van de ontvanger neemt het niet meer aan"
    /// What a person does about it.
    static let tooOldRemedy =
        "Verstuur het formulier opnieuw met `weerthuis send`: dat maakt er een nieuw bericht van. "
        + "Is het niet zeker of dit bericht aankwam, vraag dat dan eerst aan de ontvanger."

    static let tooOld = SealingProblem(final: "too-old", "\(tooOldReason). \(tooOldRemedy)")
}
