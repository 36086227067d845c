package nexus.adapters.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import nexus.adapters.fix.FixSessionSettings.Tls;
import nexus.adapters.link.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counterparty's certificate must be known, and be of the host that was asked for. */
class FixTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    /** A key and its own certificate, for that name. */
    private Path certificate(String name) throws Exception {
        Path store = folder.resolve(name.replace(':', '-') + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + name,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return store;
    }

    private static ServerSocket listen(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private FixStage stage(StrictFixServer server, Path trustStore) {
        return new FixStage(folder.resolve("stage"), server.port())
                .withSession(s -> new FixSessionSettings(
                        "localhost",
                        s.port(),
                        "CLIENT",
                        "SERVER",
                        "",
                        "",
                        "me",
                        "secret-word",
                        30,
                        false,
                        new Tls(trustStore, PASSWORD),
                        null));
    }

    @Test
    void knownAndOfTheHost() throws Exception {
        Path store = certificate("dns:localhost");
        try (StrictFixServer server = new StrictFixServer(listen(store));
                FixStage stage = stage(server, store).up()) {
            stage.order("T1", "5");
            assertThat(server.next("D").text(11)).isEqualTo("T1");
        }
    }

    @Test
    void unknownOrOfAnother() throws Exception {
        refused(certificate("dns:localhost"), null, "unable to find valid certification path");
        Path other = certificate("dns:other.example.com");
        refused(other, other, "No subject alternative DNS name matching localhost found");
    }

    private void refused(Path served, Path trusted, String why) throws Exception {
        try (StrictFixServer server = new StrictFixServer(listen(served));
                FixStage stage = stage(server, trusted).start()) {
            Eventually.await(why, () -> stage.adapter.status().toString().contains(why));
            assertThat(server.lastLogon()).isNull();
            stage.order("T1", "5");
            assertThat(stage.event()).startsWith("reject T1: the FIX session CLIENT -> SERVER");
        }
    }
}
