package nexus.gateway.router;

import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** The keys of an ORDER_FILL that the gateway writes itself; all others pass through as they came. */
final class FillKeys {
    private static final Key[] REPLACED = {
        Keys.ORDER_ID,
        Keys.SYMBOL,
        Keys.FILLED_QTY,
        Keys.STATUS,
        Keys.PLATFORM,
        Keys.PLATFORM_SYMBOL,
        Keys.PLATFORM_QTY,
        Keys.SIDE,
        Keys.CUM_QTY,
        Keys.LEAVES_QTY,
        Keys.FLAGS,
        Keys.SEQ,
        Keys.RECV_NS,
        Keys.REPLAY
    };

    private FillKeys() {}

    static boolean isReplaced(MapReader message, int field) {
        for (Key key : REPLACED) {
            if (message.keyIs(field, key)) {
                return true;
            }
        }
        return false;
    }
}
