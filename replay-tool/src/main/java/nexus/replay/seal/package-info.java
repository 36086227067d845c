/**
 * {@code replay seal}: how far the journal is sealed, whether it is still what was sealed, and proofs of single records
 * for somebody who is not to see the rest. What a seal is: {@link nexus.journal.seal}. Start with {@link
 * nexus.replay.seal.SealCommand}.
 */
package nexus.replay.seal;
