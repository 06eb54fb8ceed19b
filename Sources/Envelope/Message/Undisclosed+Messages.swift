public import Schemas

// What comes out of an envelope.
extension ReceivedMessage: Undisclosed {}
extension OpenedMessage: Undisclosed {}
extension SignedContent: Undisclosed {}
