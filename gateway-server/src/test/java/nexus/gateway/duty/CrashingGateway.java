package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import nexus.config.EdgeConfig;
import nexus.gateway.edge.Edge;
import nexus.gateway.edge.ForwardingEdge;
import nexus.gateway.port.Channel;
import nexus.gateway.port.SendResult;
import nexus.journal.codec.MapReader;
import nexus.journal.message.RecordKind;

/**
 * A gateway in a process of its own that halts at a given point, as {@code kill -9} would: arguments are the data
 * folder, the point (see {@link Point}), and the type of the message at which it happens. Prints its endpoints in one
 * line.
 */
final class CrashingGateway {
    /** Exit code of a process that was killed. */
    static final int KILLED = 137;

    /** Where it halts. */
    enum Point {
        BEFORE_APPEND,
        AFTER_APPEND,
        AFTER_SEND
    }

    private final Point point;
    private final RecordKind kind;
    private final String type;
    private final MapReader reader = new MapReader();

    private CrashingGateway(Point point, RecordKind kind, String type) {
        this.point = point;
        this.kind = kind;
        this.type = type;
    }

    public static void main(String[] args) throws IOException {
        CrashingGateway crash = new CrashingGateway(Point.valueOf(args[1]), RecordKind.valueOf(args[2]), args[3]);
        Gateway gateway = Gateway.open(
                RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS),
                Path.of(args[0]),
                () -> {
                    throw new IllegalStateException("no reload in this test");
                },
                RunningGateway.surroundings(crash::around, crash::around, UnaryOperator.identity()));
        Gateway.Endpoints endpoints = gateway.endpoints();
        System.out.println("endpoints " + endpoints.platform() + " " + endpoints.nexus() + " " + endpoints.control());
        gateway.run();
    }

    private void haltAt(Point now, RecordKind nowKind, byte[] payload, int offset, int length) {
        if (now == point && nowKind == kind && type.equals(OperatorDesk.typeOf(reader, payload, offset, length))) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private JournalAppender around(JournalAppender journal) {
        return new ForwardingJournal(journal) {
            @Override
            public long append(
                    RecordKind appended,
                    int flags,
                    int source,
                    long cause,
                    long timeNanos,
                    byte[] payload,
                    int offset,
                    int length) {
                haltAt(Point.BEFORE_APPEND, appended, payload, offset, length);
                long sequence = super.append(appended, flags, source, cause, timeNanos, payload, offset, length);
                haltAt(Point.AFTER_APPEND, appended, payload, offset, length);
                return sequence;
            }
        };
    }

    private Edge around(Edge edge) {
        return new ForwardingEdge(edge) {
            @Override
            public SendResult send(Channel channel, int source, byte[] buffer, int offset, int length) {
                SendResult result = super.send(channel, source, buffer, offset, length);
                RecordKind sent = channel == Channel.NEXUS ? RecordKind.NEXUS_OUT : RecordKind.PLATFORM_OUT;
                haltAt(Point.AFTER_SEND, sent, buffer, offset, length);
                return result;
            }
        };
    }
}
