package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key outside {@code platforms} and {@code symbols}: what it takes, and what is said of the rest. */
class SettingRulesTest {
    private static final String SPAN = "must be a duration with its unit (ms, s, min, h, d) from ";
    private static final String SIZE = "must be a size with its unit (B, KiB, MiB, GiB, TiB) from ";
    private static final String HOST = "must be " + Endpoint.RULE;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Each number: below its range, above it, and where there is a unit, without it.
                "signals: {maxAge: 0 ms}             | signals.maxAge: 0 ms                 | SPAN 1 ms to 1 d",
                "signals: {maxAge: 86400001 ms}      | signals.maxAge: 86400001 ms          | SPAN 1 ms to 1 d",
                "signals: {maxAge: 10}               | signals.maxAge: 10                   | SPAN 1 ms to 1 d",
                "signals: {clockSkewAlarm: 0 s}      | signals.clockSkewAlarm: 0 s          | SPAN 1 ms to 1 d",
                "signals: {clockSkewAlarm: 25 h}     | signals.clockSkewAlarm: 25 h         | SPAN 1 ms to 1 d",
                "signals: {forgetIdsAfter: 59 s}     | signals.forgetIdsAfter: 59 s         | SPAN 1 min to 365 d",
                "signals: {forgetIdsAfter: 366 d}    | signals.forgetIdsAfter: 366 d        | SPAN 1 min to 365 d",
                "heartbeat: {interval: 99 ms}        | heartbeat.interval: 99 ms            | SPAN 100 ms to 1 min",
                "heartbeat: {interval: 61 s}         | heartbeat.interval: 61 s             | SPAN 100 ms to 1 min",
                "heartbeat: {timeout: 199 ms}        | heartbeat.timeout: 199 ms            | SPAN 200 ms to 1 h",
                "heartbeat: {timeout: 2 h}           | heartbeat.timeout: 2 h               | SPAN 200 ms to 1 h",
                "nexus: {maxHeldEvents: 0}           | nexus.maxHeldEvents: 0               | COUNT 1 to 1000000",
                "nexus: {maxHeldEvents: 1000001}     | nexus.maxHeldEvents: 1000001         | COUNT 1 to 1000000",
                "nexus: {maxHeldEvents: 5 s}         | nexus.maxHeldEvents: 5 s             | COUNT 1 to 1000000",
                "nexus: {maxResumeEvents: -1}        | nexus.maxResumeEvents: -1            | COUNT 0 to 1000000",
                "nexus: {maxResumeEvents: 1000001}   | nexus.maxResumeEvents: 1000001       | COUNT 0 to 1000000",
                "limits: {maxFrame: 1023 B}          | limits.maxFrame: 1023 B              | SIZE 1 KiB to 1 MiB",
                "limits: {maxFrame: 1048577 B}       | limits.maxFrame: 1048577 B           | SIZE 1 KiB to 1 MiB",
                "limits: {maxFrame: 65536}           | limits.maxFrame: 65536               | SIZE 1 KiB to 1 MiB",
                "limits: {maxQueuedMessages: 0}      | limits.maxQueuedMessages: 0          | COUNT 1 to 1000000",
                "limits: {maxQueuedMessages: 1000001}| limits.maxQueuedMessages: 1000001    | COUNT 1 to 1000000",
                "limits: {maxMessagesPerSecond: 999} | limits.maxMessagesPerSecond: 999     | COUNT 1000 to 10000000",
                "limits: {maxMalformed: 0}           | limits.maxMalformed: 0               | COUNT 1 to 1000000",
                "clock: {source: gps}                | clock.source: gps                    | must be auto or chrony or ntpd or timesyncd or windows or off",
                "clock: {interval: 0 s}              | clock.interval: 0 s                  | SECONDS 1 s to 1 h",
                "clock: {interval: 2 h}              | clock.interval: 2 h                  | SECONDS 1 s to 1 h",
                "security: {curve: yes}              | security.curve: yes                  | must be off or auto or on",
                "security: {keys: ''}                | security.keys: \"\"                   | must be the name of a file or folder",
                "security: {token: x}                | security.token                       | unknown key",
                "seals: {enabled: yes}               | seals.enabled: yes                   | must be true or false",
                "seals: {key: ''}                    | seals.key: \"\"                       | must be the name of a file or folder",
                "seals: {copyTo: ''}                 | seals.copyTo: \"\"                    | must be the name of a file or folder",
                "seals: {interval: 0 s}          | seals.interval: 0 s              | SECONDS 1 s to 1 h",
                "seals: {interval: 61 min}       | seals.interval: 61 min           | SECONDS 1 s to 1 h",
                "seals: {records: 99}            | seals.records: 99                | COUNT 100 to 1000000",
                "journal: {minFreeDisk: 1023 KiB}    | journal.minFreeDisk: 1023 KiB        | SIZE 1 MiB to 1 TiB",
                "journal: {minFreeDisk: 2 TiB}       | journal.minFreeDisk: 2 TiB           | SIZE 1 MiB to 1 TiB",
                "journal: {diskReserve: 1 KiB}       | journal.diskReserve: 1 KiB           | SIZE 1 MiB to 1 TiB",
                "journal: {diskReserve: 1025 GiB}    | journal.diskReserve: 1025 GiB        | SIZE 1 MiB to 1 TiB",
                "journal: {snapshotRecords: 999}     | journal.snapshotRecords: 999         | COUNT 1000 to 100000000",
                "journal: {snapshotRecords: 100000001} | journal.snapshotRecords: 100000001 | COUNT 1000 to 100000000",
                "journal: {snapshotInterval: 0 s}    | journal.snapshotInterval: 0 s        | SECONDS 1 s to 1 d",
                "journal: {snapshotInterval: 25 h}   | journal.snapshotInterval: 25 h       | SECONDS 1 s to 1 d",
                "journal: {snapshotInterval: 999 ms} | journal.snapshotInterval: 999 ms     | SECONDS 1 s to 1 d",
                // Numbers that are none.
                "signals: {maxAge: 10 sec}           | signals.maxAge: 10 sec               | SPAN 1 ms to 1 d",
                "signals: {maxAge: 1.5 s}            | signals.maxAge: 1.5 s                | SPAN 1 ms to 1 d",
                "signals: {maxAge: -1 s}             | signals.maxAge: -1 s                 | SPAN 1 ms to 1 d",
                "signals: {maxAge: 010 s}            | signals.maxAge: 010 s                | SPAN 1 ms to 1 d",
                "signals: {maxAge: 99999999999999999999 d} | signals.maxAge: 99999999999999999999 d | SPAN 1 ms to 1 d",
                "signals: {maxAge: 999999999999999999 d} | signals.maxAge: 999999999999999999 d | SPAN 1 ms to 1 d",
                "limits: {maxFrame: 64 KB}           | limits.maxFrame: 64 KB               | SIZE 1 KiB to 1 MiB",
                "nexus: {maxHeldEvents: 1e3}         | nexus.maxHeldEvents: 1e3             | COUNT 1 to 1000000",
                "nexus: {maxHeldEvents: ''}          | nexus.maxHeldEvents: \"\"            | COUNT 1 to 1000000",
                // Words, and the shape of values.
                "unknownPlatforms: ignore            | unknownPlatforms: ignore             | must be data-only or refuse",
                "unknownPlatforms: DATA_ONLY         | unknownPlatforms: DATA_ONLY          | must be data-only or refuse",
                "journal: {durability: none}         | journal.durability: none             | must be process or power",
                "journal: {durability: }             | journal.durability                   | VALUE",
                "journal: {durability: null}         | journal.durability                   | VALUE",
                "journal: {durability: [power]}      | journal.durability                   | SINGLE",
                "nexus: {maxHeldEvents: {a: 1}}      | nexus.maxHeldEvents                  | SINGLE",
                "signals: 10 s                       | signals: 10 s                        | must be a group of keys",
                "signals: [maxAge]                   | signals                              | must be a group of keys",
                // Endpoints.
                "endpoints: {nexus: 127.0.0.1:5556}     | endpoints.nexus: 127.0.0.1:5556     | HOST",
                "endpoints: {control: tcp://*:65536}    | endpoints.control: tcp://*:65536    | HOST",
                "endpoints: {platforms: ipc://a:1}      | endpoints.platforms: ipc://a:1      | HOST",
                // Keys that are none.
                "journl: {}                          | journl                               | unknown key; did you mean \"journal\"?",
                "Signals: {}                         | Signals                              | unknown key; did you mean \"signals\"?",
                "hedging: {}                         | hedging                              | unknown key",
                "signals: {maxage: 1 s}              | signals.maxage                       | unknown key; did you mean \"maxAge\"?",
                "heartbeat: {timout: 5 s}            | heartbeat.timout                     | unknown key; did you mean \"timeout\"?",
                "endpoints: {platform: tcp://*:1}    | endpoints.platform                   | unknown key; did you mean \"platforms\"?",
                "<<: {signals: {}}                   | <<                                   | unknown key",
                "'': 1                               | \"\"                                 | unknown key",
                "? [a]                               | a key must be a single word          |",
            })
    void refuses(String text, String keyAndValue, String rule) throws IOException {
        String message = "4: " + keyAndValue + (rule == null ? "" : " — " + spelledOut(rule));
        assertThat(ConfigText.in(folder).problems(ConfigText.REQUIRED + "# line 3\n" + text + "\n"))
                .containsExactly(message);
    }

    private static String spelledOut(String rule) {
        return rule.replace("SPAN ", SPAN)
                .replace("SIZE ", SIZE)
                .replace("COUNT ", "must be a whole number from ")
                .replace("SECONDS ", "must be a duration with its unit (s, min, h, d) from ")
                .replace("HOST", HOST)
                .replace("VALUE", "has no value: give one, or remove the key")
                .replace("SINGLE", "must be a single value, not a list or a group of keys");
    }

    @Test
    void takesEveryKey() throws IOException, ConfigException {
        GatewayConfig config = ConfigText.in(folder).load(ConfigText.REQUIRED + """
                        unknownPlatforms: refuse
                        signals: {maxAge: 11s, clockSkewAlarm: 250 ms, forgetIdsAfter: 2 h}
                        endpoints: {platforms: "tcp://*:0", nexus: 'tcp://[::1]:0', control: tcp://localhost:0}
                        nexus: {maxHeldEvents: 7, maxResumeEvents: 0}
                        heartbeat: {interval: 2 s, timeout: 1 min}
                        limits: {maxFrame: 1 MiB, maxQueuedMessages: "8", maxMessagesPerSecond: 1000, maxMalformed: 9}
                        clock: {source: off, interval: 5 s}
                        security: {keys: ../my keys, curve: auto, controlToken: token.txt}
                        seals: {enabled: false, key: seal.pem, copyTo: /mnt/seals, interval: 1 min, records: 100}
                        journal:
                          durability: power
                          snapshotRecords: 1000
                          snapshotInterval: 1 d
                          minFreeDisk: 1 TiB
                          diskReserve: 3 GiB
                        """);
        assertThat(config.edge())
                .isEqualTo(new EdgeConfig(
                        "tcp://*:0",
                        "tcp://[::1]:0",
                        "tcp://localhost:0",
                        EdgeConfig.Durability.POWER,
                        1_048_576,
                        8,
                        1_099_511_627_776L,
                        3_221_225_472L,
                        1_000,
                        86_400,
                        1_000,
                        9,
                        new SecurityConfig("../my keys", SecurityConfig.Curve.AUTO, "token.txt"),
                        new ClockConfig(ClockConfig.Source.OFF, 5),
                        new SealsConfig(false, "seal.pem", "/mnt/seals", 60, 100)));
        RouterConfig router = config.router();
        assertThat(router)
                .isEqualTo(new RouterConfig(
                        router.platforms(),
                        router.mappings(),
                        RouterConfig.UnknownPlatforms.REFUSE,
                        11_000,
                        250,
                        2_000,
                        60_000,
                        7,
                        0,
                        7_200_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp://*:1", "tcp://0.0.0.0:0", "tcp://192.168.1.5:5555", "tcp://[::]:9", "tcp://trader-pc:1"})
    void anEndpointThatIsOpenToTheNetworkNeedsCurve(String endpoint) throws IOException, ConfigException {
        for (String key : List.of("platforms", "nexus", "control")) {
            String open = ConfigText.REQUIRED + "endpoints: {" + key + ": '" + endpoint + "'}\n";
            assertThat(ConfigText.in(folder).problems(open))
                    .containsExactly("3: endpoints." + key + ": " + endpoint + " — " + SecurityConfig.OPEN_DOOR);
            assertThat(ConfigText.in(folder).problems(open + "security: {curve: off}\n"))
                    .hasSize(1);
            for (String curve : List.of("auto", "on")) {
                EdgeConfig edge = ConfigText.in(folder)
                        .load(open + "security: {curve: " + curve + "}\n")
                        .edge();
                assertThat(edge.isCurved(endpoint)).isTrue();
                assertThat(edge.isCurved("tcp://127.0.0.1:1")).isEqualTo(curve.equals("on"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"signals:", "signals: {}", "journal:\n  # durability: power", ""})
    void emptyGroupsTakeTheDefaults(String text) throws IOException, ConfigException {
        GatewayConfig config = ConfigText.in(folder).load(ConfigText.REQUIRED + text + "\n");
        assertThat(config.edge()).isEqualTo(EdgeConfig.standard());
        assertThat(config.router())
                .isEqualTo(RouterConfig.of(
                        config.router().platforms(), config.router().mappings()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{interval: 3 s}              | heartbeat.interval: 3 s  | 5 s | 3 s",
                "{timeout: 1999 ms}           | heartbeat.timeout: 1999 ms | 1999 ms | 1 s",
                "{interval: 2 s, timeout: 3 s}| heartbeat.timeout: 3 s   | 3 s | 2 s",
            })
    void heartbeatTimeoutLeavesRoomForALostBeat(String group, String culprit, String timeout, String interval)
            throws IOException {
        assertThat(ConfigText.in(folder).problems(ConfigText.REQUIRED + "heartbeat: " + group))
                .containsExactly("3: " + culprit + " — the timeout (" + timeout
                        + ") must be at least twice the interval (" + interval + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{nexus: tcp://127.0.0.1:5555} | nexus: tcp://127.0.0.1:5555 | platforms (tcp://127.0.0.1:5555)",
                "{platforms: tcp://*:5557} | platforms: tcp://*:5557 | control (tcp://127.0.0.1:5557)",
                "{control: tcp://localhost:5556} | control: tcp://localhost:5556 | nexus (tcp://127.0.0.1:5556)",
                "{nexus: tcp://Host:1, control: tcp://host:1} | control: tcp://host:1 | nexus (tcp://Host:1)",
            })
    void twoEndpointsAtOnePortAreRefused(String group, String culprit, String rival) throws IOException {
        assertThat(ConfigText.in(folder)
                        .problems(ConfigText.REQUIRED + "endpoints: " + group + "\nsecurity: {curve: auto}\n"))
                .containsExactly("3: endpoints." + culprit + " — the same port as endpoints." + rival);
    }

    @Test
    void otherHostsMayShareAPort() throws IOException {
        assertThat(ConfigText.in(folder)
                        .problems(ConfigText.REQUIRED
                                + "endpoints: {nexus: tcp://10.0.0.1:9, control: tcp://10.0.0.2:9}\n"
                                + "security: {curve: auto}\n"))
                .isEmpty();
    }

    @Test
    void reportsEverythingAtOnceInTheOrderOfTheFile() throws IOException {
        String text = """
                platfroms: {}
                limits: {maxFrame: 1}
                symbols: {NQ: {nt8: ''}}

                signals:
                  maxAge: soon
                  maxAge: 1 s
                journal: {durability: power, durability: process}
                """;
        assertThat(ConfigText.in(folder).problems(text))
                .containsExactly(
                        "1: platforms — required, but missing",
                        "1: platfroms — unknown key; did you mean \"platforms\"?",
                        "2: limits.maxFrame: 1 — " + SIZE + "1 KiB to 1 MiB",
                        "3: symbols.NQ.nt8: \"\" — must be " + NameRule.PLATFORM_SYMBOL.rule(),
                        "6: signals.maxAge: soon — " + SPAN + "1 ms to 1 d",
                        "7: signals.maxAge — a second time; the first is in line 6",
                        "8: journal.durability — a second time; the first is in line 8");
    }

    @Test
    void theMessageHasOneProblemALineAndNamesTheFile() throws IOException {
        ConfigText config = ConfigText.in(folder);
        config.problems("a: 1\nb: 2\n");
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(config.file()));
        List<String> lines = e.getMessage().lines().toList();
        assertThat(lines).isEqualTo(e.problems()).hasSize(4).allMatch(line -> line.startsWith(config.file() + ":"));
    }
}
