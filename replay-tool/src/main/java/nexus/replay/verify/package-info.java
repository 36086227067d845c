/**
 * The command {@code verify}: proves that the router would do exactly the same again. Start with {@link
 * nexus.replay.verify.Verification}.
 */
package nexus.replay.verify;
