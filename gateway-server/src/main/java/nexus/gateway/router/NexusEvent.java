package nexus.gateway.router;

/**
 * A message for NEXUS that must arrive, in order.
 *
 * @param seq its {@code seq}
 * @param resumable whether it is an order event, which {@code resume_from} asks for again
 * @param buffer the message behind {@link OutputDigest#PREFIX_LENGTH} bytes of headroom
 */
record NexusEvent(long seq, boolean resumable, byte[] buffer) {}
