internal import Envelope
