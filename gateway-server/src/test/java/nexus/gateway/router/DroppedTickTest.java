package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.gateway.router.Recording.Entry;
import nexus.gateway.router.RouterRun.Step;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;
import org.junit.jupiter.api.Test;

/** What NEXUS would have got for a tick that was dropped. */
class DroppedTickTest {
    private static final int PLATFORM = 1;
    private static final int NEXUS = 2;
    private static final long SEED = 11;
    private static final String CLOCK = "{\"type\":\"CLOCK\"}";

    private final MapWriter rendered = new MapWriter(256);

    @Test
    void isWhatANexusGetsThatIsThere() throws Exception {
        RouterRun with = run(true);
        RouterRun without = run(false);
        List<String> ticks = List.of(
                "{\"type\":\"MARKET_DATA\",\"platform\":\"nt8\",\"data\":{\"symbol\":\"NQ 03-25\",\"price\":16250.5,"
                        + "\"volume\":2,\"timestamp\":1700000000.5}}",
                "{\"type\":\"MARKET_DATA\",\"replay\":1,\"seq\":5,\"x\":[1,{}],\"data\":{\"symbol\":\"ES 03-25\","
                        + "\"bid\":5000.25,\"ask\":5000.75,\"more\":{\"deep\":true}}}",
                "{\"type\":\"MARKET_DATA\",\"data\":{\"symbol\":\"UNHEARD OF\",\"ask\":1}}");
        for (String tick : ticks) {
            Step forwarded = with.input(RecordKind.PLATFORM_IN, 0, PLATFORM, Json.toMessagePack(tick));
            Step dropped = without.input(RecordKind.PLATFORM_IN, 0, PLATFORM, Json.toMessagePack(tick));
            assertThat(forwarded.outputs()).hasSize(1);
            assertThat(with.router().hasDroppedTick()).isFalse();
            assertThat(dropped.outputs()).isEmpty();
            assertThat(without.router().hasDroppedTick()).isTrue();
            assertThat(without.router().renderDroppedTick(rendered))
                    .isEqualTo(forwarded.outputs().get(0).seq());
            assertThat(rendered.toBytes()).isEqualTo(forwarded.outputs().get(0).message());
        }
        without.input(RecordKind.PLATFORM_IN, 0, PLATFORM, Json.toMessagePack("{\"type\":\"MARKET_DATA\"}"));
        assertThat(without.router().hasDroppedTick())
                .as("a tick that is refused")
                .isFalse();
    }

    private static RouterRun run(boolean nexus) throws IOException, ConfigException {
        RouterRun run = new RouterRun();
        run.begin(Router.VERSION);
        run.configure(NormalForm.of(
                ConfigLoader.load(RouterScript.resource("gateway.yaml")).router()));
        run.recover(false);
        run.control(RecordKind.CONTROL, up(PLATFORM, "platform"));
        run.control(RecordKind.CONTROL, nexus ? up(NEXUS, "nexus") : CLOCK);
        run.control(RecordKind.CONTROL, nexus ? "{\"type\":\"NEXUS_SETTLED\",\"source\":" + NEXUS + "}" : CLOCK);
        assertThat(run.router().isNexusConnected()).isEqualTo(nexus);
        run.input(
                RecordKind.PLATFORM_IN,
                0,
                PLATFORM,
                Json.toMessagePack("{\"type\":\"REGISTER\",\"platform\":\"nt8\"}"));
        return run;
    }

    private static String up(int source, String endpoint) {
        return "{\"type\":\"PEER_UP\",\"source\":" + source + ",\"endpoint\":\"" + endpoint + "\",\"identity\":\"00\"}";
    }

    @Test
    void toRenderItChangesNothing() {
        RandomDay day = new RandomDay(SEED, RandomDay.Client.ANY);
        for (int i = 0; i < 3_000; i++) {
            day.step();
        }
        day.finish();
        List<Long> dropped = new ArrayList<>();
        Router plain = new Router();
        Router rendering = new Router();
        for (Entry entry : day.run().recording().entries()) {
            JournalRecord record = entry.toRecord();
            Forwarded forwarded = new Forwarded();
            plain.route(record, forwarded);
            rendering.route(record, new Forwarded());
            if (record.kind().isInput() && rendering.hasDroppedTick()) {
                dropped.add(rendering.renderDroppedTick(rendered));
                byte[] first = rendered.toBytes();
                rendering.renderDroppedTick(rendered);
                assertThat(rendered.toBytes()).isEqualTo(first);
                assertThat(forwarded.ticks).isZero();
            }
        }
        assertThat(dropped).as("seed " + SEED).hasSizeGreaterThan(20).isSorted().doesNotHaveDuplicates();
        assertThat(Checkpoint.of(rendering)).isEqualTo(Checkpoint.of(plain));
        assertThat(rendering.stateBytes()).isEqualTo(plain.stateBytes());
    }

    private static final class Forwarded implements Outputs {
        private int ticks;

        @Override
        public void output(Output output) {
            ticks += output.role() == Output.Role.MARKET_DATA ? 1 : 0;
        }

        @Override
        public void note(Level level, long seq, String text) {
            // Nobody listens.
        }
    }
}
