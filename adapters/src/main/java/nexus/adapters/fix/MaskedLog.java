package nexus.adapters.fix;

import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.LogFactory;
import quickfix.SessionID;

/** QuickFIX/J's log in ours, without the passwords: messages at level debug, and what happens to the session at info. */
final class MaskedLog implements Log {
    private static final Logger LOG = LoggerFactory.getLogger(MaskedLog.class);
    /** RawData (96), Password (554), NewPassword (925). */
    private static final Pattern SECRET = Pattern.compile("((?:^|\\x01|\\|)(?:96|554|925)=)[^\\x01|]*");

    private final SessionID session;

    private final BiConsumer<SessionID, String> problems;

    private MaskedLog(SessionID session, BiConsumer<SessionID, String> problems) {
        this.session = session;
        this.problems = problems;
    }

    /** @param problems takes what QuickFIX/J calls an error, without secrets */
    static LogFactory factory(BiConsumer<SessionID, String> problems) {
        return session -> new MaskedLog(session, problems);
    }

    /** A message for people: no secrets, and bars for separators. */
    static String mask(String text) {
        return SECRET.matcher(text).replaceAll("$1***").replace('\u0001', '|');
    }

    @Override
    public void clear() {
        LOG.debug("{}: the log would begin anew", session);
    }

    @Override
    public void onIncoming(String message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} < {}", session, mask(message));
        }
    }

    @Override
    public void onOutgoing(String message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} > {}", session, mask(message));
        }
    }

    @Override
    public void onEvent(String text) {
        LOG.info("{}: {}", session, mask(text));
    }

    @Override
    public void onErrorEvent(String text) {
        String masked = mask(text);
        LOG.warn("{}: {}", session, masked);
        problems.accept(session, masked);
    }
}
