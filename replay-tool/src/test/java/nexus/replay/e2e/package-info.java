/**
 * The programs as a user starts them, each a process of its own: the gateway and the replay tool from their jars,
 * platforms and NEXUS of ours, and foreign ones in Python that know v0 alone.
 *
 * <p>Sees no class of the gateway's server. Runs after packaging ({@code mvn verify}); folders are under {@code
 * target/e2e} and stay there when a test fails. Start with {@link nexus.replay.e2e.Scene}.
 *
 * <p>System properties: {@code e2e.rounds} (how often processes are killed, 4) and {@code e2e.seed} (printed by each
 * test that uses chance).
 */
package nexus.replay.e2e;
