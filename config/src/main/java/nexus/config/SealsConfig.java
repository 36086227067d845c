package nexus.config;

import java.nio.file.Path;

/**
 * How the journal is sealed. Holds names of files and no secret.
 *
 * <p>Names of files are as written, relative to the configuration's folder; {@link #relativeTo} completes them.
 *
 * @param enabled whether it is sealed at all
 * @param key the file of the key that signs; empty: {@code seal.key_secret} in the data folder
 * @param copyTo a folder elsewhere where the seals are copied to; empty: none
 * @param intervalSeconds a seal after this time, or {@code records}, whichever comes first; 1 s–1 h
 * @param records as above; 100–1,000,000
 */
public record SealsConfig(boolean enabled, String key, String copyTo, int intervalSeconds, int records) {
    /** What a file without the section means. */
    public static final SealsConfig STANDARD = new SealsConfig(
            Settings.SEALED, Settings.SEAL_KEY, Settings.SEAL_COPY, (int) Settings.SEAL_INTERVAL.standard(), (int)
                    Settings.SEAL_RECORDS.standard());

    /** No seals. */
    public static final SealsConfig OFF =
            new SealsConfig(false, STANDARD.key, STANDARD.copyTo, STANDARD.intervalSeconds, STANDARD.records);

    /**
     * The same, with absolute names.
     *
     * @param folder where the configuration's file is
     */
    public SealsConfig relativeTo(Path folder) {
        return new SealsConfig(enabled, absolute(folder, key), absolute(folder, copyTo), intervalSeconds, records);
    }

    /** The same, copied elsewhere; empty: nowhere. */
    public SealsConfig withCopyTo(String folder) {
        return new SealsConfig(enabled, key, folder, intervalSeconds, records);
    }

    private static String absolute(Path folder, String name) {
        return name.isEmpty()
                ? name
                : folder.toAbsolutePath().resolve(name).normalize().toString();
    }

    /** Where the file has a problem, the default stands in. */
    static SealsConfig read(Section section) {
        return new SealsConfig(
                section.find("enabled").flatMap(Setting::flag).orElse(Settings.SEALED),
                section.find("key").flatMap(Setting::fileName).orElse(Settings.SEAL_KEY),
                section.find("copyTo").flatMap(Setting::fileName).orElse(Settings.SEAL_COPY),
                (int) section.number("interval", Settings.SEAL_INTERVAL),
                (int) section.number("records", Settings.SEAL_RECORDS));
    }
}
