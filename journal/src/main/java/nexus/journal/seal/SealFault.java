package nexus.journal.seal;

/** What a verification may find. */
public enum SealFault {
    /** A line of a seal file is no entry. */
    UNREADABLE_SEAL("unreadable seal"),
    /** A signature is not that of the key it names. */
    BAD_SIGNATURE("bad signature"),
    /** A key that is not the one handed out, and that no key handed over to. */
    REPLACED_KEY("replaced key"),
    /** An entry does not name the one before it. */
    BROKEN_LINK("broken link"),
    /** An entry is missing, or no seal covers records that lie before sealed ones. */
    MISSING_SEAL("missing seal"),
    /** A seal's count is not that of its records. */
    COUNT_MISMATCH("count mismatch"),
    /** Records, or entries, stand where they stood before: doubled, or in another order. */
    DUPLICATE("duplicate"),
    /** A record cannot be read: its checksum is wrong, or its frame. */
    UNREADABLE_RECORD("CRC failure"),
    /** A record is missing. */
    SEQUENCE_GAP("sequence gap"),
    /** Sealed records at the end of the journal, or a file of them, are gone. */
    TRUNCATED("truncated"),
    /** Sealed records are in another file than the one that was sealed. */
    REPLACED_FILE("replaced file"),
    /** The records are not those that were sealed. */
    ROOT_MISMATCH("root mismatch"),
    /** The sealer itself has entered that it could not vouch for records. */
    NOTED_GAP("noted gap"),
    /** The outside copy has entries that the data folder lacks. */
    ROLLED_BACK("rolled back"),
    /** The outside copy and the data folder have different entries. */
    OTHER_CHAIN("other chain");

    private final String words;

    SealFault(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
