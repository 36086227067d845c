package nexus.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the programs print them. */
class ParsersTest {
    private static final long SEED = Long.getLong("parsers.seed", 20_261_123L);

    static {
        System.out.println("parsers: -Dparsers.seed=" + SEED);
    }

    private static final String CHRONY =
            "A29FC87B,162.159.200.123,4,1727605862.123456789,0.000012345,-0.000001234,0.000023456,-12.345,-0.001,0.050,"
                    + "0.012345678,0.000456789,64.4,Normal\n";

    private static final String CHRONY_FREE =
            "00000000,,0,0.000000000,0.000000000,0.000000000,0.000000000,-1.234,0.000,0.000,1.000000000,1.000000000,0.0,"
                    + "Not synchronised\n";

    private static final String NTPQ = """
            associd=0 status=0615 leap_none, sync_ntp, 1 event, clock_sync,
            version="ntpd 4.2.8p15@1.3728-o Mon Feb  1 00:00:00 UTC 2021 (1)",
            processor="x86_64", system="Linux/6.1.0-18-amd64", leap=00, stratum=3,
            precision=-24, rootdelay=25.123, rootdisp=45.678, refid=10.20.0.5,
            reftime=eb3c9a45.7b2f1c04  Thu, Aug 27 2026 14:29:41.481,
            clock=eb3c9ac9.1f8b3d21  Thu, Aug 27 2026 14:32:09.123, peer=34215, tc=6,
            mintc=3, offset=-0.512, frequency=-8.203, sys_jitter=0.234,
            clk_jitter=0.198, clk_wander=0.012
            """;

    private static final String TIMESYNC = """
                   Server: 216.239.35.0 (time.google.com)
            Poll interval: 8min 32s (min: 32s; max 34min 8s)
                     Leap: normal
                  Version: 4
                  Stratum: 1
                Reference: GOOG
                Precision: 1us (-20)
            Root distance: 137us (max: 5s)
                   Offset: +28.312ms
                    Delay: 24.153ms
                   Jitter: 10month 2w 1d 13h 28min 23.169258s
             Packet count: 6
                Frequency: +31.202ppm
            """;

    private static final String WINDOWS = """
            Leap Indicator: 0(no warning)
            Stratum: 4 (secondary reference - syncd by (S)NTP)
            Precision: -6 (15.625ms per tick)
            Root Delay: 0.0385101s
            Root Dispersion: 0.0281350s
            ReferenceId: 0x14653909 (source IP:  20.101.57.9)
            Last Successful Sync Time: 12/20/2023 9:30:13 AM
            Source: time.windows.com,0x8
            Poll Interval: 10 (1024s)

            Phase Offset: 0.0061517s
            ClockRate: 0.0156215s
            State Machine: 2 (Sync)
            Time Source Flags: 0 (None)
            Server Role: 0 (None)
            Last Sync Error: 0 (The command completed successfully.)
            Time since Last Good Sync Time: 339.9333552s
            """;

    /** As a console in code page 850 hands it over. */
    private static final String GERMAN = """
            Sprungindikator: 0(keine Warnung)\r
            Stratum: 3 (Sekund\u0084rreferenz - synchr. \u0081ber (S)NTP)\r
            Pr\u0084zision: -23 (119.209ns pro Tick)\r
            Stammverz\u0094gerung: 0.0336332s\r
            Stammabweichung: 0.1054265s\r
            Referenz-ID: 0xAC689AB6 (Quell-IP:  172.104.154.182)\r
            Letzte erfolgr. Synchronisierungszeit: 15.09.2025 13:12:56\r
            Quelle: de.pool.ntp.org\r
            Abrufintervall: 13 (8192s)\r
            \r
            Phasendifferenz: -0.0003717s\r
            Taktfrequenz: 0.0156249s\r
            Statuscomputer: 2 (Sync)\r
            Zeitquellenkennzeichen: 0 (Keine)\r
            Serverrolle: 0 (Keine)\r
            Letzter Synchronisierungsfehler: 0 (Der Befehl wurde erfolgreich ausgef\u0081hrt.)\r
            Zeit seit der letzten erfolgr. Synchronisierung: 22.0930147s\r
            """;

    private static ClockReading known(String source, long offsetNanos, long errorNanos, int stratum, String reference) {
        return new ClockReading(
                source,
                true,
                OptionalLong.of(offsetNanos),
                OptionalLong.of(errorNanos),
                OptionalInt.of(stratum),
                reference,
                "");
    }

    @Test
    void chronySaysByHowMuchTheClockIsSlow() throws Exception {
        // Dispersion 456,789 ns and half of 12,345,678 ns.
        assertThat(ChronyTracking.parse(CHRONY)).isEqualTo(known("chrony", -12_345, 6_629_628, 4, "162.159.200.123"));
        assertThat(ChronyTracking.parse(CHRONY.replace("0.000012345", "-0.000012345"))
                        .offsetNanos())
                .hasValue(12_345);
        assertThat(ChronyTracking.parse(CHRONY.replace("Normal", "Insert second"))
                        .synchronised())
                .isTrue();
    }

    @Test
    void chronyWithoutAServerHasNoOffset() throws Exception {
        assertThat(ChronyTracking.parse(CHRONY_FREE)).isEqualTo(Answers.unsynchronised("chrony"));
    }

    @Test
    void ntpqSaysWhatIsToBeAddedInMilliseconds() throws Exception {
        assertThat(NtpVariables.parse(NTPQ)).isEqualTo(known("ntpd", 512_000, 58_239_500, 3, "10.20.0.5"));
        assertThat(NtpVariables.parse(NTPQ.replace("rootdisp=", "rootdispersion=")))
                .isEqualTo(NtpVariables.parse(NTPQ));
        assertThat(NtpVariables.parse(NTPQ.replace("leap=00", "leap=11"))).isEqualTo(Answers.unsynchronised("ntpd"));
        assertThat(NtpVariables.parse(NTPQ.replace("stratum=3", "stratum=16")))
                .isEqualTo(Answers.unsynchronised("ntpd"));
    }

    @Test
    void timesyncdSaysHowFarTheServerWasAhead() throws Exception {
        ClockReading reading =
                known("timesyncd", -28_312_000, 137_000 + 12_076_500, 1, "216.239.35.0 (time.google.com)");
        assertThat(TimesyncStatus.parse(TIMESYNC)).isEqualTo(reading);
        assertThat(TimesyncStatus.parse(TIMESYNC.replace("+28.312ms", "-1min 2,5s"))
                        .offsetNanos())
                .hasValue(62_500_000_000L);
        assertThat(TimesyncStatus.parse(TIMESYNC.replace("24.153ms", "0")).errorNanos())
                .hasValue(137_000);
    }

    @Test
    void timesyncdWithoutAnAnswerYetIsNotSynchronised() throws Exception {
        assertThat(TimesyncStatus.parse("""
                       Server: (null) (ntp.ubuntu.com)
                Poll interval: 0 (min: 32s; max 34min 8s)
                 Packet count: 0
                """)).isEqualTo(Answers.unsynchronised("timesyncd"));
    }

    @Test
    void theKernelKnowsOnlyWhetherItIsSynchronised() throws Exception {
        assertThat(KernelSync.parse("yes\n").synchronised()).isTrue();
        assertThat(KernelSync.parse("no\n").synchronised()).isFalse();
        assertThat(KernelSync.parse("yes\n").offsetNanos()).isEmpty();
    }

    @Test
    void windowsIsReadByThePlaceOfItsLines() throws Exception {
        assertThat(WindowsTimeStatus.parse(WINDOWS))
                .isEqualTo(known("windows", -6_151_700, 28_135_000 + 19_255_050, 4, "time.windows.com,0x8"));
        assertThat(WindowsTimeStatus.parse(GERMAN))
                .isEqualTo(known("windows", 371_700, 105_426_500 + 16_816_600, 3, "de.pool.ntp.org"));
        // Where the decimal sign is a comma.
        assertThat(WindowsTimeStatus.parse(GERMAN.replace("-0.0003717", "-0,0003717")))
                .isEqualTo(WindowsTimeStatus.parse(GERMAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0(no warning)>3(not synchronized)",
                "Stratum: 4>Stratum: 0",
                "State Machine: 2>State Machine: 1",
                "State Machine: 2>State Machine: 3",
                // "LOCL": it follows its own clock, though it claims stratum 1 and no warning.
                "0x14653909>0x4C4F434C"
            })
    void windowsWithoutAServerHasNoOffset(String change) throws Exception {
        String[] parts = change.split(">", 2);
        assertThat(WindowsTimeStatus.parse(WINDOWS.replace(parts[0], parts[1])))
                .isEqualTo(Answers.unsynchronised("windows"));
    }

    @Test
    void whatIsNotUnderstoodIsNoReading() {
        List<String> garbage = List.of(
                "",
                "\n\n",
                "506 Cannot talk to daemon\n",
                "ntpq: read: Connection refused\n",
                "System has not been booted with systemd as init system (PID 1). Can't operate.\n",
                "The following error occurred: The service has not been started. (0x80070426)\r\n",
                CHRONY + CHRONY,
                CHRONY.replace("0.000012345", "NaN"),
                CHRONY.replace("0.000012345", "1e999999999"),
                CHRONY.replace("0.000012345", "99999999999"),
                CHRONY.replace("0.000012345", ""),
                CHRONY.replace(",4,", ",17,"),
                CHRONY.replace(",4,", ",-1,"),
                CHRONY.replace("0.012345678", "-0.012345678"),
                CHRONY.replace("Normal", "normal"),
                CHRONY.replace(",64.4", ""),
                NTPQ.replace("offset=-0.512", "offset=?"),
                NTPQ.replace("offset=", "phase="),
                NTPQ.replace("stratum=3", "stratum=x"),
                TIMESYNC.replace("+28.312ms", "soon"),
                TIMESYNC.replace("Delay: 24.153ms", "Delay: 9month"),
                TIMESYNC.replace("137us", "-137us"),
                WINDOWS.replace("0.0061517s", "0.0061517"),
                WINDOWS.replace("Root Delay: 0.0385101s\n", ""),
                WINDOWS.replace("State Machine: 2", "State Machine: 4"),
                GERMAN.replace("-0.0003717s", "\u0663s"));
        for (String answer : garbage) {
            for (AnswerParser parser : parsers()) {
                assertThat(catchThrowable(() -> parser.parse(answer)))
                        .as(answer)
                        .isInstanceOf(ClockUnavailableException.class);
            }
        }
    }

    /** Whatever is printed, there is a reading or a reason. */
    @Test
    void noAnswerBreaksAParser() {
        Random random = new Random(SEED);
        List<String> answers = List.of(CHRONY, CHRONY_FREE, NTPQ, TIMESYNC, WINDOWS, GERMAN);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder answer = new StringBuilder(answers.get(random.nextInt(answers.size())));
            int changes = 1 + random.nextInt(6);
            for (int c = 0; c < changes && answer.length() > 1; c++) {
                int at = random.nextInt(answer.length());
                switch (random.nextInt(4)) {
                    case 0 -> answer.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> answer.delete(at, Math.min(answer.length(), at + 1 + random.nextInt(20)));
                    case 2 -> answer.insert(at, answer.substring(at, Math.min(answer.length(), at + 10)));
                    default -> answer.insert(at, "0123456789.,-+eE:(".charAt(random.nextInt(18)));
                }
            }
            for (AnswerParser parser : parsers()) {
                Throwable thrown = catchThrowable(() -> parser.parse(answer.toString()));
                assertThat(thrown == null || thrown instanceof ClockUnavailableException)
                        .as("%s of %s", thrown, answer)
                        .isTrue();
            }
        }
    }

    private static List<AnswerParser> parsers() {
        return List.of(
                ChronyTracking::parse,
                NtpVariables::parse,
                TimesyncStatus::parse,
                KernelSync::parse,
                WindowsTimeStatus::parse);
    }
}
