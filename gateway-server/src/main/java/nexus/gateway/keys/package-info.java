/**
 * Who may connect: key pairs and certificates in files, the ring of registered keys, and the operators' token.
 *
 * <p>Sees files, no sockets and of ours only {@link nexus.journal.store.OwnerOnly}. Whatever holds a secret here never shows it: not in {@code
 * toString}, not in a message. Start with {@link nexus.gateway.keys.KeyFolder}.
 */
package nexus.gateway.keys;
