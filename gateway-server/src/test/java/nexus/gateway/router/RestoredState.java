package nexus.gateway.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A router restored from its state bytes cannot be told from the one that gave them. */
final class RestoredState {
    private RestoredState() {}

    /** Restores behind every record and runs all that follows. */
    static void assertSameAtEveryRecord(List<Recording.Entry> entries) {
        Router original = new Router();
        Recording.Silent silent = new Recording.Silent();
        byte[] end = run(new Router(), entries);
        for (int i = 0; i < entries.size(); i++) {
            original.route(entries.get(i).toRecord(), silent);
            Router restored = assertRestores(original, entries.get(i).sequence());
            assertThat(run(restored, entries.subList(i + 1, entries.size())))
                    .as("restored behind record %d", entries.get(i).sequence())
                    .isEqualTo(end);
        }
    }

    /** Restores a router and compares state, digest and what it wants. */
    static Router assertRestores(Router router, long sequence) {
        byte[] state = router.stateBytes();
        Router restored = Router.ofState(state);
        assertThat(restored.stateBytes()).as("state at record %d", sequence).isEqualTo(state);
        assertThat(restored.wantsContinue())
                .as("wantsContinue at record %d", sequence)
                .isEqualTo(router.wantsContinue());
        assertThat(restored.lastInput()).isEqualTo(router.lastInput());
        return restored;
    }

    /** The state, which holds the digest of all outputs. */
    private static byte[] run(Router router, List<Recording.Entry> entries) {
        entries.forEach(entry -> router.route(entry.toRecord(), new Recording.Silent()));
        return router.stateBytes();
    }
}
