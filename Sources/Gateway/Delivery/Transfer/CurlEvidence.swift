internal import CCurl

/// What libcurl and OpenSSL say about a failed exchange, and what kind of failure that is.
struct CurlEvidence {
    let code: CURLcode
    /// OpenSSL's code of the certificate check.
    let verification: Int
    /// libcurl's text.
    let text: String
    let phase: TransferPhase

    var failure: TransferFailure.Kind {
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL where phase == .answer: .protocolError
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_LOGIN_DENIED: .call
        case CURLE_COULDNT_RESOLVE_HOST: .resolve
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_COULDNT_CONNECT: .connect
        case CURLE_OPERATION_TIMEDOUT: .timeout(phase)
        case CURLE_PEER_FAILED_VERIFICATION: .tls(certificate)
        case CURLE_SSL_CONNECT_ERROR: .tls(wantsCertificate ? .clientCertificate : .handshake)
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_USE_SSL_FAILED: .tls(.handshake)
        case CURLE_RECV_ERROR where wantsCertificate: .tls(.clientCertificate)
        case CURLE_RECV_ERROR where text.contains("CONNECT tunnel"): .proxy
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .reset
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .protocolError
        default: .other(code: code.rawValue)
        }
    }

    private var certificate: TransferFailure.TLSProblem {
        switch verification {
        // X509_V_OK, or libcurl's "unspecified": the chain was good, so it was the name.
        case 0, 1, 62: .wrongName
        case 9, 10: .expired
        case 2, 18, 19, 20, 21, 27: .unknownAuthority
        case 23: .revoked
        default: .certificate(code: verification)
        }
    }

    /// OpenSSL has the other side's alert in words only.
    private var wantsCertificate: Bool {
        text.contains("alert certificate required") || text.contains("alert bad certificate")
            || text.contains("alert certificate unknown") || text.contains("alert unknown ca")
    }
}
