/**
 * Seals: what lets somebody find out later whether the journal is still what it was. Signed roots of Merkle trees over
 * the records, linked to a chain; and the checks.
 *
 * <p>Sees records, never the queue's bytes, and needs nothing but the JDK. Start with {@link
 * nexus.journal.seal.RecordLeaf}, {@link nexus.journal.seal.MerkleTree} and {@link nexus.journal.seal.ChainEntry}, which
 * draw what is hashed and signed; then {@link nexus.journal.seal.JournalSealer}, which makes seals, and {@link
 * nexus.journal.seal.SealVerification}, which checks them.
 */
package nexus.journal.seal;
