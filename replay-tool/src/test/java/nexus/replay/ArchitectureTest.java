package nexus.replay;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import nexus.journal.seal.SealChain;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.FolderSync;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Latch;
import nexus.journal.store.Pretoucher;
import nexus.journal.store.Sha256;
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
                    "org.apache.parquet..",
                    "org.apache.hadoop..",
                    "java.."));

    @ArchTest
    static final ArchRule PARQUET_IS_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("nexus.replay.parquet..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop.."));

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
            .dependOnClassesThat(resideInAnyPackage("java.net..", "nexus.gateway.edge..", "nexus.gateway.duty..")
                    .and(not(nameMatching("(\\[L)?java\\.net\\.(URL|URI|URLClassLoader|MalformedURLException);?"))));

    @ArchTest
    static final ArchRule CLASSES_FROM_ELSEWHERE_ARE_A_STRATEGY = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("nexus.replay.backtest.StrategyLoader")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.."));

    @ArchTest
    static final ArchRule WRITES_NOTHING_INTO_THE_DATA_FOLDER = noClasses()
            .that()
            .resideOutsideOfPackage("nexus.replay.prune..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(DataFolderLock.class, Latch.class, SealChain.class);

    @ArchTest
    static final ArchRule ONLY_PRUNE_REMOVES_ANYTHING_AND_NEVER_WRITES_A_JOURNAL = noClasses()
            .that()
            .resideInAPackage("nexus.replay.prune..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(JournalWriter.class, Pretoucher.class, Latch.class);

    @ArchTest
    static final ArchRule WRITES_A_JOURNAL_ONLY_WHERE_A_BACKTEST_IS_TO_LEAVE_IT = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("nexus.replay.backtest.SimulatedGateway")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(JournalWriter.class, Pretoucher.class, SnapshotStore.class);

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_AND_STRATEGIES_KNOW_A_BACKTEST = noClasses()
            .that()
            .resideOutsideOfPackages("nexus.replay", "nexus.replay.backtest..")
            .should()
            .dependOnClassesThat(resideInAPackage("nexus.replay.backtest.."));

    @ArchTest
    static final ArchRule TABLES_KNOW_NOTHING_OF_ORDERS = noClasses()
            .that()
            .resideInAPackage("nexus.replay.table..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.gateway..", "nexus.journal..")
                    .and(not(belongToAnyOf(FolderSync.class, Sha256.class))));

    @ArchTest
    static final ArchRule ROWS_OF_EVENTS_KNOW_NOTHING_OF_FILES = noClasses()
            .that()
            .resideInAPackage("nexus.replay.events..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("nexus.replay.export..", "nexus.replay.parquet.."));

    @ArchTest
    static final ArchRule AN_AUDIT_SEES_NO_OTHER_COMMAND = noClasses()
            .that()
            .resideInAPackage("nexus.replay.audit..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "nexus.replay.report..",
                    "nexus.replay.why..",
                    "nexus.replay.diff..",
                    "nexus.replay.verify..",
                    "nexus.replay.state..",
                    "nexus.replay.step..",
                    "nexus.replay.feed..",
                    "nexus.replay.records.."));

    @ArchTest
    static final ArchRule FILLS_AND_STRATEGIES_SEE_NO_ROUTER_NO_JOURNAL_AND_NO_FUTURE = noClasses()
            .that()
            .resideInAnyPackage(
                    "nexus.replay.backtest.fills..",
                    "nexus.replay.backtest.strategy..",
                    "nexus.replay.backtest.example..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("nexus.gateway..", "nexus.journal.store..", "nexus.replay.backtest.ticks.."));
}
