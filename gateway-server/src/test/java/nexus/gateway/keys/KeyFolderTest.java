package nexus.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

class KeyFolderTest {
    private static final Principal OFFICE =
            Principal.of("office", "platform:nt8").orElseThrow();
    private static final Principal STRATEGY = Principal.of("strategy", "nexus").orElseThrow();

    @TempDir
    private Path folder;

    private KeyFolder keys() {
        return new KeyFolder(folder.resolve("keys"));
    }

    @Test
    void theFirstKeyMakesTheServersToo() throws IOException {
        KeyFolder.Issued first = keys().issue(OFFICE);
        KeyFolder.Issued second = keys().issue(STRATEGY);

        assertThat(first.madeServer()).isTrue();
        assertThat(second.madeServer()).isFalse();
        assertThat(keys().list()).extracting(KeyFolder.Entry::principal).containsExactly(OFFICE, STRATEGY);
        byte[] registered = KeyFolder.secret(first.secretFile()).publicKey();
        assertThat(keys().ring().holder(registered)).contains(OFFICE);
        assertThat(keys().ring().holder(keys().server().publicKey())).isEmpty();
        assertThat(KeyFolder.publicKey(first.serverFile()))
                .isEqualTo(keys().server().publicKey());
    }

    /** The JDK makes the pair, ZeroMQ's library uses it: the public key must be the one that it would compute. */
    @Test
    void aPairIsOneThatZeroMqWouldMake() throws IOException {
        KeyPair made = KeyFolder.secret(keys().issue(OFFICE).secretFile());
        byte[] base = new byte[KeyPair.KEY_BYTES];
        base[0] = 9;
        byte[] computed = new byte[KeyPair.KEY_BYTES];
        com.neilalexander.jnacl.crypto.curve25519.crypto_scalarmult(computed, made.secretKey(), base);
        assertThat(made.publicKey()).isEqualTo(computed);
        assertThat(made.publicText()).isEqualTo(ZMQ.Curve.z85Encode(made.publicKey()));
        assertThat(Z85.decode(made.publicText())).isEqualTo(made.publicKey());
    }

    @Test
    void aRevokedKeyIsNobodys() throws IOException {
        byte[] key = KeyFolder.secret(keys().issue(OFFICE).secretFile()).publicKey();
        keys().revoke("office");
        assertThat(keys().ring().holder(key)).isEmpty();
        assertThat(keys().ring().knows(OFFICE)).isFalse();
        assertThat(keys().list()).isEmpty();
        assertThatThrownBy(() -> keys().revoke("office")).hasMessageStartingWith("there is no key office in ");
        assertThatThrownBy(() -> keys().revoke("../../x")).hasMessageStartingWith("there is no key ");
        // A new one of that name is another key.
        keys().issue(OFFICE);
        assertThat(keys().ring().holder(key)).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        keys().issue(OFFICE);
        assertThatThrownBy(() -> keys().issue(OFFICE)).hasMessageContaining("there is a key office already");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void secretsAreTheOwnersAlone() throws IOException {
        Path secret = keys().issue(OFFICE).secretFile();
        Path server = folder.resolve("keys/server.key_secret");
        Path token = folder.resolve("control.token");
        ControlToken.readOrMake(token);
        for (Path file : List.of(secret, server, token)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
            for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx--x---")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
                assertThatThrownBy(() -> {
                            if (file.equals(server)) {
                                keys().server();
                            } else if (file.equals(secret)) {
                                KeyFolder.secret(file);
                            } else {
                                ControlToken.read(file);
                            }
                        })
                        .as(file + " " + open)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("others can read " + file)
                        .hasMessageContaining("(mode " + open + ")")
                        .hasMessageEndingWith("Mend it with: chmod 600 '" + file + "'");
            }
        }
    }

    @Test
    void withoutKeysItSaysHowToMakeThem() {
        assertThatThrownBy(() -> keys().server())
                .hasMessageContaining("there are no keys in " + folder.resolve("keys"))
                .hasMessageContaining("gateway keys new NAME --for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"for = \"platform:\"", "for = \"platform:NT8\"", "for = \"boss\"", "nothing = \"1\""})
    void aCertificateMustSayWhatItIsFor(String line) throws IOException {
        keys().issue(OFFICE);
        Path file = folder.resolve("keys/clients/office.key");
        Files.writeString(file, Files.readString(file).replace("for = \"platform:nt8\"", line));
        assertThatThrownBy(() -> keys().ring())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("must say for =");
    }

    /** An error may be shown to anybody. */
    @Test
    void noErrorAndNoTextShowsASecret() throws IOException {
        Path file = keys().issue(OFFICE).secretFile();
        String text = Files.readString(file);
        String secret = text.substring(text.indexOf("secret-key = \"") + 14, text.length() - 2);
        assertThat(secret).hasSize(40);
        assertThat(KeyFolder.secret(file).toString()).doesNotContain(secret);
        assertThat(ClientKeys.read(file, folder.resolve("keys/server.key")).toString())
                .doesNotContain(secret);
        String damaged = secret.substring(0, 20) + "\\" + secret.substring(21);
        Files.writeString(file, text.replace(secret, damaged), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> KeyFolder.secret(file))
                .hasMessageContaining("its secret-key is not 40 characters of Z85")
                .message()
                .doesNotContain(damaged)
                .doesNotContain(secret.substring(0, 10));
        Path token = folder.resolve("control.token");
        byte[] frame = ControlToken.readOrMake(token).frame();
        assertThat(ControlToken.read(token).toString()).doesNotContain(new String(frame, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "office,       platform:nt8, true",
        "Office-1.b_c, operator,     true",
        "office,       nexus,        true",
        ".hidden,      nexus,        false",
        "a/b,          nexus,        false",
        "'',           nexus,        false",
        "a b,          nexus,        false",
        "office,       platform:N8,  false",
        "office,       platform:,    false",
        "office,       Nexus,        false",
    })
    void principalsHaveRules(String name, String purpose, boolean is) {
        assertThat(Principal.of(name, purpose).isPresent()).isEqualTo(is);
        Principal.of(name, purpose)
                .ifPresent(principal ->
                        assertThat(Principal.ofUserId(principal.userId())).contains(principal));
    }

    @Test
    void aTokenIsMadeOnceAndMatchesOnlyItself() throws IOException {
        Path file = folder.resolve("control.token");
        ControlToken token = ControlToken.readOrMake(file);
        assertThat(ControlToken.readOrMake(file).matches(token.frame())).isTrue();
        byte[] other = token.frame();
        other[7] ^= 1;
        assertThat(token.matches(other)).isFalse();
        assertThat(token.matches(new byte[0])).isFalse();
        assertThat(token.frame()).hasSize(64);
        byte[] message =
                ("xx" + new String(token.frame(), StandardCharsets.US_ASCII) + "x").getBytes(StandardCharsets.US_ASCII);
        assertThat(token.isWithin(message)).isTrue();
        assertThat(token.isWithin(other)).isFalse();
        Files.writeString(file, "short\n");
        assertThatThrownBy(() -> ControlToken.readOrMake(file))
                .hasMessageContaining("holds no token")
                .message()
                .doesNotContain("short\n");
    }
}
