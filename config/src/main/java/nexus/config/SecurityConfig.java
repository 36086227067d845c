package nexus.config;

import java.nio.file.Path;

/**
 * Who is let in. Holds names of files and no secret.
 *
 * <p>Names of files are as written, relative to the configuration's folder; {@link #relativeTo} completes them.
 *
 * @param keys the folder of the gateway's key pair and of the clients' public keys
 * @param curve which endpoints take only registered keys
 * @param controlToken the file of the token that operators' tools must send; empty: {@code control.token} in the data
 *     folder
 */
public record SecurityConfig(String keys, Curve curve, String controlToken) {
    /** What a file without the section means. */
    public static final SecurityConfig NONE =
            new SecurityConfig(Settings.KEYS_FOLDER, Settings.CURVE, Settings.CONTROL_TOKEN);

    /** The rule that an endpoint breaks which anybody could reach. */
    static final String OPEN_DOOR =
            "open to the network, which needs security: {curve: auto} and a key for each peer (gateway keys new);"
                    + " or listen on 127.0.0.1";

    /**
     * The same, with absolute names.
     *
     * @param folder where the configuration's file is
     */
    public SecurityConfig relativeTo(Path folder) {
        Path base = folder.toAbsolutePath();
        return new SecurityConfig(
                base.resolve(keys).normalize().toString(),
                curve,
                controlToken.isEmpty()
                        ? controlToken
                        : base.resolve(controlToken).normalize().toString());
    }

    /** Which endpoints take only peers that prove, by CURVE, that they hold a registered key. */
    public enum Curve {
        /** None, and then none may be open to the network. */
        OFF,
        /** Those that are open to the network. */
        AUTO,
        /** All, those on this machine too. */
        ON
    }
}
