package nexus.gateway.port;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zmq.Msg;
import zmq.util.Blob;

class PeerTableTest {
    private final Map<Blob, Object> outpipes = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final PortEvents events = new Lines();
    private int lastSource;
    private final PeerTable peers = new PeerTable(Channel.NEXUS, outpipes, () -> ++lastSource);

    @Test
    void aFrameUnderWayWhenTheIdentityWasTakenOverHasAnEndOfItsOwn() {
        Object oldPipe = new Object();
        Blob same = blob("same");
        outpipes.put(same, oldPipe);
        peers.scan(events);
        outpipes.remove(same);
        Blob madeUp = blob("made up");
        outpipes.put(madeUp, oldPipe);
        outpipes.put(blob("same"), new Object());
        peers.scan(events);
        assertThat(lines).containsExactly("up 1", "down 1", "up 2");

        assertThat(peers.sender(madeUp.data(), new Msg(0), events).source()).isEqualTo(1);
        assertThat(peers.sender(madeUp.data(), new Msg(0), events).source()).isEqualTo(1);
        outpipes.remove(madeUp);
        peers.scan(events);
        peers.scan(events);
        assertThat(lines).containsExactly("up 1", "down 1", "up 2", "up 1", "down 1");
    }

    @Test
    void aConnectionThatLostItsIdentityAndSaysNothingMoreEndsOnce() {
        Object oldPipe = new Object();
        Blob same = blob("same");
        outpipes.put(same, oldPipe);
        peers.scan(events);
        outpipes.remove(same);
        Blob madeUp = blob("made up");
        outpipes.put(madeUp, oldPipe);
        outpipes.put(blob("same"), new Object());
        peers.scan(events);
        outpipes.remove(madeUp);
        peers.scan(events);
        assertThat(lines).containsExactly("up 1", "down 1", "up 2");
    }

    private static Blob blob(String identity) {
        return Blob.createBlob(identity.getBytes(US_ASCII));
    }

    private final class Lines implements PortEvents {
        @Override
        public void peerUp(Channel channel, int source, String identity, String address) {
            lines.add("up " + source);
        }

        @Override
        public void peerDown(Channel channel, int source, String reason) {
            lines.add("down " + source);
        }

        @Override
        public void frame(Channel channel, int source, int flags, byte[] buffer, int offset, int length) {
            throw new AssertionError("the table hands out no frames");
        }
    }
}
