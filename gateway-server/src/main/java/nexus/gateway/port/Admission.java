package nexus.gateway.port;

import nexus.gateway.keys.ControlToken;
import nexus.gateway.keys.KeyPair;

/** What an endpoint asks of those who connect. */
public final class Admission {
    /** Nothing. */
    public static final Admission ANYBODY = new Admission(null, null);

    private final KeyPair serverKeys;
    private final ControlToken token;

    private Admission(KeyPair serverKeys, ControlToken token) {
        this.serverKeys = serverKeys;
        this.token = token;
    }

    /** The same, and CURVE with these keys; whoever serves ZAP in the socket's context decides whose key is taken. */
    public Admission withCurve(KeyPair keys) {
        return new Admission(keys, token);
    }

    /** The same, and this token before each message. */
    public Admission withToken(ControlToken wanted) {
        return new Admission(serverKeys, wanted);
    }

    boolean isCurved() {
        return serverKeys != null;
    }

    /** Null without CURVE. */
    KeyPair serverKeys() {
        return serverKeys;
    }

    /** Null if none is asked for. */
    ControlToken token() {
        return token;
    }

    /** What is asked for, and no secret. */
    @Override
    public String toString() {
        return (isCurved() ? "CURVE" : "no CURVE") + (token == null ? "" : ", a token");
    }
}
