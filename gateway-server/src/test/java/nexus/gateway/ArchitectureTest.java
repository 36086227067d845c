package nexus.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.WeakHashMap;
import nexus.journal.codec.MapReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Latch;

/** Who may see whom, over all modules but replay-tool, which has a test of its own. */
@AnalyzeClasses(packages = "nexus", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROUTER = "nexus.gateway.router..";

    @ArchTest
    static final ArchRule CONFIG_SEES_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("nexus.config..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.journal..", "nexus.adapters..", "nexus.gateway.."));

    @ArchTest
    static final ArchRule JOURNAL_SEES_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("nexus.journal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.config..", "nexus.adapters..", "nexus.gateway.."));

    @ArchTest
    static final ArchRule VOCABULARY_SEES_NOTHING = noClasses()
            .that()
            .resideInAPackage("nexus.journal.message..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.journal.codec..", "nexus.journal.store.."));

    @ArchTest
    static final ArchRule STORE_AND_CODEC_ARE_APART = noClasses()
            .that()
            .resideInAPackage("nexus.journal.store..")
            .should()
            .dependOnClassesThat(resideInAPackage("nexus.journal.codec.."));

    @ArchTest
    static final ArchRule CODEC_SEES_NO_STORE = noClasses()
            .that()
            .resideInAPackage("nexus.journal.codec..")
            .should()
            .dependOnClassesThat(resideInAPackage("nexus.journal.store.."));

    @ArchTest
    static final ArchRule ADAPTERS_SEE_MESSAGES_ONLY = noClasses()
            .that()
            .resideInAPackage("nexus.adapters..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.config..", "nexus.gateway..", "nexus.journal.store.."));

    @ArchTest
    static final ArchRule ADAPTERS_SEE_NO_OTHER_ADAPTER = slices().matching("nexus.adapters.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("nexus.adapters.."),
                    resideInAnyPackage("nexus.adapters.link..", "nexus.adapters.orders..", "nexus.adapters.ledger.."));

    @ArchTest
    static final ArchRule ADAPTER_FILE_KNOWS_NO_GATEWAY = noClasses()
            .that()
            .resideInAPackage("nexus.gateway.adapter..")
            .should()
            .dependOnClassesThat(resideInAPackage("nexus.gateway..")
                    .and(DescribedPredicate.not(resideInAPackage("nexus.gateway.adapter.."))));

    @ArchTest
    static final ArchRule ROUTER_SEES_RECORDS_AND_CONFIGURATION = classes()
            .that()
            .resideInAPackage(ROUTER)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            ROUTER,
                            "nexus.config..",
                            "nexus.journal.message..",
                            "nexus.journal.codec..",
                            "java.lang..",
                            "java.math..",
                            "java.nio.charset..",
                            "java.util",
                            "java.util.function..",
                            "java.util.stream..",
                            "java.util.zip..",
                            // Calendars and time zones: the next rule keeps out what looks at a clock.
                            "java.time..",
                            // The state's canonical bytes.
                            "net.openhft.chronicle.bytes..",
                            "net.openhft.chronicle.wire..")
                    .or(type(JournalRecord.class)));

    @ArchTest
    static final ArchRule ROUTER_ASKS_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideInAPackage(ROUTER)
            .should()
            .callMethodWhere(target(owner(type(System.class)))
                    .and(target(nameMatching("nanoTime|currentTimeMillis|getProperty|getenv|identityHashCode"))))
            .orShould()
            .callMethodWhere(target(owner(type(Math.class))).and(target(nameMatching("random"))))
            .orShould()
            .callMethodWhere(target(owner(resideInAnyPackage("java.time..")))
                    .and(target(nameMatching("now|systemDefault|system|systemUTC|systemDefaultZone|tick.*"))))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, Runtime.class, Random.class, SplittableRandom.class, UUID.class);

    @ArchTest
    static final ArchRule ROUTER_HAS_NO_STATIC_STATE = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROUTER)
            .and()
            .areStatic()
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule ROUTER_HOLDS_ORDERED_COLLECTIONS = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROUTER)
            .should()
            .haveRawType(HashMap.class)
            .orShould()
            .haveRawType(HashSet.class);

    @ArchTest
    static final ArchRule ROUTER_MAKES_ORDERED_COLLECTIONS = noClasses()
            .that()
            .resideInAPackage(ROUTER)
            .should()
            .callConstructorWhere(target(owner(type(HashMap.class)
                    .or(type(HashSet.class))
                    .or(type(IdentityHashMap.class))
                    .or(type(WeakHashMap.class)))));

    @ArchTest
    static final ArchRule EDGE_KNOWS_NO_ROUTER = noClasses()
            .that()
            .resideInAnyPackage("nexus.gateway.edge..", "nexus.gateway.port..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    ROUTER, "nexus.gateway.duty..", "nexus.gateway.cli..", "nexus.gateway.demo..", "nexus.adapters.."));

    @ArchTest
    static final ArchRule SOCKETS_READ_NO_FIELD = noClasses()
            .that()
            .resideInAnyPackage("nexus.gateway.edge..", "nexus.gateway.port..")
            .should()
            .dependOnClassesThat(type(MapReader.class));

    @ArchTest
    static final ArchRule PORTS_BIND_AND_NEVER_CONNECT = noClasses()
            .that()
            .resideInAPackage("nexus.gateway.port..")
            .should()
            .callMethodWhere(target(nameMatching("connect")))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("nexus.gateway.edge..", "nexus.gateway.duty.."));

    @ArchTest
    static final ArchRule PAGES_SEE_NOTHING_OF_OURS = classes()
            .that()
            .resideInAPackage("nexus.gateway.page..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("nexus.gateway.page..", "java.."));

    @ArchTest
    static final ArchRule DUTY_KNOWS_NO_COMMAND_LINE = noClasses()
            .that()
            .resideInAPackage("nexus.gateway.duty..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.gateway.cli..", "nexus.gateway.demo.."));

    @ArchTest
    static final ArchRule ADAPTERS_ARE_SEEN_BY_THEIR_COMMANDS_AND_THE_DEMO_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "nexus.adapters..", "nexus.gateway.adapter..", "nexus.gateway.cli..", "nexus.gateway.demo..")
            .should()
            .dependOnClassesThat(resideInAPackage("nexus.adapters.."));

    @ArchTest
    static final ArchRule SOCKETS_ARE_IN_PORT_EDGE_AND_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "nexus.gateway.port..", "nexus.gateway.edge..", "nexus.adapters..", "nexus.gateway.bench..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.zeromq..", "zmq..", "java.net.http..")
                    .or(type(Socket.class))
                    .or(type(ServerSocket.class))
                    .or(type(DatagramSocket.class))
                    .or(type(URL.class)));

    @ArchTest
    static final ArchRule SEALS_ARE_RECORDS_AND_THE_JDK = classes()
            .that()
            .resideInAPackage("nexus.journal.seal..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "nexus.journal.seal..",
                    "nexus.journal.message..",
                    "nexus.journal.codec..",
                    "nexus.journal.store..",
                    "java.."));

    @ArchTest
    static final ArchRule SEALING_ONLY_READS_THE_JOURNAL = noClasses()
            .that()
            .resideInAnyPackage("nexus.journal.seal..", "nexus.gateway.seal..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(ROUTER, "nexus.gateway.duty..", "nexus.gateway.edge..", "nexus.gateway.port..")
                            .or(type(JournalWriter.class))
                            .or(type(Latch.class)));

    @ArchTest
    static final ArchRule QUEUE_IS_IN_THE_STORE = noClasses()
            .that()
            .resideOutsideOfPackages("nexus.journal.store..", "nexus.gateway.bench..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("net.openhft.chronicle.queue..", "net.openhft.chronicle.core.."));

    @ArchTest
    static final ArchRule WIRE_IS_IN_STORE_AND_ROUTER = noClasses()
            .that()
            .resideOutsideOfPackages("nexus.journal.store..", ROUTER, "nexus.gateway.bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("net.openhft.."));

    @ArchTest
    static final ArchRule LOGBACK_IS_IN_LOGGING = noClasses()
            .that()
            .resideOutsideOfPackage("nexus.gateway.logging..")
            .should()
            .dependOnClassesThat(resideInAPackage("ch.qos.logback.."));

    @ArchTest
    static final ArchRule COMMAND_LINE_LIBRARY_IS_IN_CLI = noClasses()
            .that()
            .resideOutsideOfPackages("nexus.gateway.cli..", "nexus.gateway.demo..")
            .should()
            .dependOnClassesThat(resideInAPackage("picocli.."));

    @ArchTest
    static final ArchRule BENCH_IS_SEEN_BY_THE_COMMAND_LINE_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages("nexus.gateway.bench..", "nexus.gateway.cli..")
            .should()
            .dependOnClassesThat(resideInAPackage("nexus.gateway.bench.."));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("nexus.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveNameMatching(".*(Manager|Helper|Utils?)");
}
