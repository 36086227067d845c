package nexus.bookmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import velox.api.layer1.annotations.Layer1TradingStrategy;
import velox.api.layer1.data.InstrumentInfo;
import velox.api.layer1.data.OrderSendParameters;
import velox.api.layer1.data.OrderUpdateParameters;
import velox.api.layer1.data.TradeInfo;
import velox.api.layer1.simplified.Api;
import velox.api.layer1.simplified.CustomModule;
import velox.api.layer1.simplified.InitialState;
import velox.api.layer1.simplified.TradeDataListener;

/** The jar as it is given to Bookmap. */
class AddonJarIT {
    private static final int JAVA_11 = 55;
    private static final int CLASS_MAGIC = 0xCAFEBABE;

    private static Path jar;

    @TempDir
    private Path home;

    @BeforeAll
    static void findJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            jar = files.filter(file -> file.getFileName().toString().matches("bookmap-addon-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void holdsNothingButOursAndWhatIsPackedInUnderOurName() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> classes = file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(classes).hasSizeGreaterThan(300).allSatisfy(entry -> {
                assertThat(entry.getName()).startsWith("nexus/bookmap/");
                try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
                    assertThat(in.readInt()).isEqualTo(CLASS_MAGIC);
                    in.readUnsignedShort();
                    assertThat(in.readUnsignedShort()).isLessThanOrEqualTo(JAVA_11);
                }
            });
            assertThat(file.stream().map(JarEntry::getName))
                    .noneMatch(name -> name.contains("velox") || name.contains("openhft"))
                    .contains("META-INF/NOTICE", "META-INF/licenses/MPL-2.0.txt");
        }
    }

    /** As Bookmap loads it: the API and the jar, and nothing else of this build's class path. */
    @Test
    void runsByItself() throws Exception {
        ClassLoader bookmap = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (!name.startsWith("velox.")) {
                    throw new ClassNotFoundException(name);
                }
                return AddonJarIT.class.getClassLoader().loadClass(name);
            }
        };
        try (TestGateway gateway = TestGateway.open();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, bookmap)) {
            System.setProperty("user.home", home.toString());
            Files.writeString(home.resolve("nexus-bookmap.properties"), "endpoint=" + gateway.endpoint() + "\n");
            Class<?> type = loader.loadClass("nexus.bookmap.NexusAddon");
            assertThat(type.getClassLoader()).isSameAs(loader);
            assertThat(type.isAnnotationPresent(Layer1TradingStrategy.class)).isTrue();
            CustomModule addon = (CustomModule) type.getDeclaredConstructor().newInstance();
            addon.initialize(
                    "ES",
                    new InstrumentInfo("ES", "CME", "FUT", 0.25, 50, "ES", true, 1),
                    new UnusedApi(),
                    new InitialState());
            try {
                gateway.takeRegistration();
                gateway.next("HEARTBEAT");
                ((TradeDataListener) addon).onTrade(400, 2, new TradeInfo(false, true));
                assertThat(gateway.next("MARKET_DATA").map("data").number("price"))
                        .isEqualTo(100);
                gateway.order("R1", "NQ", "BUY", 1);
                assertThat(gateway.next("ORDER_REJECT").text("reason")).contains("NQ");
            } finally {
                addon.stop();
            }
        }
    }

    private static final class UnusedApi implements Api {
        @Override
        public void sendOrder(OrderSendParameters orderSendParameters) {
            throw new AssertionError("no order was meant for it");
        }

        @Override
        public void updateOrder(OrderUpdateParameters orderUpdateParameters) {
            throw new AssertionError("no order was meant for it");
        }
    }
}
