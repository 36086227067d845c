package nexus.gateway.router;

/**
 * The first place where a replay and the journal disagree.
 *
 * @param sequence the record at which it shows
 * @param cause the input that made the output in question, 0 if unknown
 * @param recordedVersion {@link Router#VERSION} of the build that wrote the record
 * @param what the kind of difference, for people
 * @param expected what the replay gave
 * @param found what the journal holds
 */
public record Divergence(long sequence, long cause, int recordedVersion, String what, String expected, String found) {

    /** Whether another version of the router wrote the record, so that a difference may be on purpose. */
    public boolean isAcrossVersions() {
        return recordedVersion != Router.VERSION;
    }
}
