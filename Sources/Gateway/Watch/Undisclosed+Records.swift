internal import Schemas

// What holds the content of a message on its way to the store, in it, and out of it.
extension Submission: Undisclosed {}
extension Letter: Undisclosed {}
extension Arrival: Undisclosed {}
extension NewInbound: Undisclosed {}
extension NewDelivery: Undisclosed {}
extension StoredInbound: Undisclosed {}
extension StoredDelivery: Undisclosed {}
