package nexus.adapters.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.orders.GatewayRequests;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Socket and session, with a clock that is set by hand. */
class CompanionPortTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final FakeGateway gateway = FakeGateway.forPlatforms();
    private OrderStore store;
    private CompanionSession session;
    private CompanionPort port;

    @BeforeEach
    void begin() throws IOException {
        LinkTime time = LinkTime.system();
        store = OrderStore.open(folder, time.epochNanos());
        PlatformLink link = PlatformLink.create(
                LinkSettings.of(gateway.endpoint(), "platform"),
                new GatewayRequests("platform", said::add, () -> {}),
                time);
        session = new CompanionSession(
                new CompanionSettings(0, "", List.of("NQ"), "start it"), store, link, said::add, time.epochNanos());
        port = CompanionPort.open(0, session);
        CompanionVenue venue = new CompanionVenue(session, port);
        session.join(new OrderDesk(store, link, venue), venue, port);
    }

    @AfterEach
    void end() throws IOException {
        port.close();
        store.close();
        gateway.close();
    }

    /** Lets the session take what has come, until something holds. */
    private void until(long nowNanos, BooleanSupplier condition) {
        Eventually.await("in " + said, () -> {
            try {
                session.pass(nowNanos);
                port.pass();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return condition.getAsBoolean();
        });
    }

    @Test
    void whoIsSilentForFiveSecondsIsHungUpOn() throws IOException {
        try (FakeCompanion companion = FakeCompanion.connect(port.port())) {
            companion.hello("");
            until(0, () -> !said.isEmpty());
            assertThat(session.pass(SECOND)).isEqualTo(SECOND);
            session.pass(5 * SECOND);
            assertThat(port.isConnected()).isTrue();
            companion.send("{'type':'resynced'}");
            until(5 * SECOND, () -> session.whyClosed() == null);
            session.pass(10 * SECOND);
            assertThat(port.isConnected()).isTrue();
            session.pass(10 * SECOND + 1);
            assertThat(port.isConnected()).isFalse();
            assertThat(said).last().asString().contains("nothing was heard of it for 5 s");
            assertThat(session.whyClosed()).isEqualTo("no companion is connected: start it");
        }
    }

    @Test
    void whoDoesNotReadIsHungUpOn() throws IOException {
        try (FakeCompanion companion = FakeCompanion.connect(port.port())) {
            companion.hello("");
            until(0, () -> !said.isEmpty());
            byte[] line = new byte[64 * 1024];
            for (int i = 0; i < 1_000 && port.isConnected(); i++) {
                port.send(line);
            }
            assertThat(port.isConnected()).isFalse();
            assertThat(said).last().asString().contains("it does not read what it is told");
        }
    }

    @Test
    void twoAdaptersOnOnePortSayWhatToDo() {
        assertThatThrownBy(() -> CompanionPort.open(port.port(), session))
                .hasMessageContaining("choose another port, here and in the companion");
    }
}
