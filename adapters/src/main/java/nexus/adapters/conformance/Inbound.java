package nexus.adapters.conformance;

import java.math.BigDecimal;
import nexus.adapters.link.MessageFields;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** One message of the adapter under test, and what is wrong with it, if anything is. */
final class Inbound {
    private final MessageFields fields = new MessageFields();
    private final String problem;
    private final long nanos;
    private final int connection;

    Inbound(byte[] message, long nanos, int connection) {
        this.problem = fields.wrap(message);
        this.nanos = nanos;
        this.connection = connection;
    }

    /** Why it cannot be read; null if it can. */
    String problem() {
        return problem;
    }

    /** When it came, on the monotonic clock. */
    long nanos() {
        return nanos;
    }

    /** How often the gateway had been opened when it came, from 1. */
    int connection() {
        return connection;
    }

    boolean is(String type) {
        return problem == null && type.equals(fields.type());
    }

    /** Whether it answers to this order, by its ref or its id. */
    boolean concerns(TestOrder order) {
        String ref = fields.name(Keys.REF);
        return ref != null ? ref.equals(order.ref()) : order.orderId().equals(fields.name(Keys.ORDER_ID));
    }

    String text(Key key) {
        return fields.text(key);
    }

    BigDecimal decimal(Key key) {
        return fields.decimal(key);
    }

    MessageFields fields() {
        return fields;
    }
}
