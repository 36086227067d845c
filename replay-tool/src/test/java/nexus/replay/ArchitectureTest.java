package nexus.replay;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Latch;
import nexus.journal.store.SnapshotStore;

/** Replay cannot trade, and does not write. */
@AnalyzeClasses(packages = "nexus.replay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SEES_THE_ROUTER_AND_NOTHING_ELSE_OF_THE_SERVER = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "nexus.replay..",
                    "nexus.gateway.router..",
                    "nexus.gateway.port..",
                    "nexus.gateway.page..",
                    "nexus.journal..",
                    "nexus.config..",
                    "org.zeromq..",
                    "org.HdrHistogram..",
                    "picocli..",
                    "java.."));

    @ArchTest
    static final ArchRule SOCKETS_ARE_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("nexus.replay.nexus..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.zeromq..", "zmq..", "nexus.gateway.port.."));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("nexus.replay.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HAS_NO_SOCKET_THAT_CONNECTS = noClasses()
            .should()
            .callMethodWhere(target(name("connect")))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "nexus.gateway.edge..", "nexus.gateway.duty.."));

    @ArchTest
    static final ArchRule WRITES_NOTHING_INTO_THE_DATA_FOLDER = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(JournalWriter.class, DataFolderLock.class, Latch.class, SnapshotStore.class);
}
