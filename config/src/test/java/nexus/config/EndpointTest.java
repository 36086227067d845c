package nexus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "tcp://127.0.0.1:5555,       127.0.0.1,       5555,  true",
        "tcp://127.255.0.1:0,        127.255.0.1,     0,     true",
        "tcp://LocalHost:1,          localhost,       1,     true",
        "tcp://[::1]:65535,          [::1],           65535, true",
        "tcp://[::ffff:127.0.0.1]:1, [::ffff:127.0.0.1], 1,  true",
        "tcp://[FE80::1]:1,          [fe80::1],       1,     false",
        "tcp://[::]:1,               [::],            1,     false",
        "tcp://*:1,                  *,               1,     false",
        "tcp://0.0.0.0:1,            0.0.0.0,         1,     false",
        "tcp://10.0.0.255:1,         10.0.0.255,      1,     false",
        "tcp://127.example.com:1,    127.example.com, 1,     false",
        "tcp://localhost.evil.com:1, localhost.evil.com, 1,  false",
        "tcp://trading-01:1,         trading-01,      1,     false",
        "tcp://3com.com:1,           3com.com,        1,     false",
    })
    void isRead(String text, String host, int port, boolean loopback) {
        assertThat(Endpoint.parse(text)).isEqualTo(new Endpoint(host, port));
        assertThat(Endpoint.parse(text).isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tcp://",
                "tcp://:1",
                "tcp://host",
                "tcp://host:",
                "tcp://host:x",
                "tcp://host:-1",
                "tcp://host:01",
                "tcp://host:65536",
                "tcp://host:99999",
                "tcp://host:*",
                "tcp://host:1/",
                "TCP://host:1",
                "udp://host:1",
                "host:1",
                " tcp://host:1",
                "tcp://host:1\n",
                "tcp://256.0.0.1:1",
                "tcp://1.2.3:1",
                "tcp://1.2.3.4.5:1",
                "tcp://01.2.3.4:1",
                "tcp://127.0.0.1.:1",
                "tcp://a..b:1",
                "tcp://-a:1",
                "tcp://a-:1",
                "tcp://a_b:1",
                "tcp://a b:1",
                "tcp://::1:1",
                "tcp://[]:1",
                "tcp://[::1:1",
                "tcp://[1.2.3.4]:1",
                "tcp://[abcd]:1",
                "tcp://[1::2::3]:1",
                "tcp://[fe80::1%eth0]:1",
                "tcp://bücher.example:1",
            })
    void isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(text))
                .withMessageContaining(text);
    }

    @Test
    void hostNamesAreAtMost253Long() {
        String longest = ("a".repeat(49) + ".").repeat(5) + "bcd";
        assertThat(Endpoint.parse("tcp://" + longest + ":1").host()).hasSize(253);
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse("tcp://" + longest + "e:1"));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://a:1,         tcp://a:1,       true",
        "tcp://a:1,         tcp://a:2,       false",
        "tcp://a:1,         tcp://b:1,       false",
        "tcp://*:1,         tcp://b:1,       true",
        "tcp://0.0.0.0:1,   tcp://b:1,       true",
        "tcp://[::]:1,      tcp://b:1,       true",
        "tcp://localhost:1, tcp://[::1]:1,   true",
        "tcp://*:0,         tcp://*:0,       false",
    })
    void collisionsAreMutual(String left, String right, boolean collide) {
        assertThat(Endpoint.parse(left).collidesWith(Endpoint.parse(right))).isEqualTo(collide);
        assertThat(Endpoint.parse(right).collidesWith(Endpoint.parse(left))).isEqualTo(collide);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://*:1, tcp://127.0.0.1:2, tcp://127.0.0.1:3",
        "tcp://127.0.0.1:1, tcp://host:2, tcp://127.0.0.1:3",
        "tcp://127.0.0.1:1, tcp://127.0.0.1:2, tcp://0.0.0.0:3",
    })
    void oneOpenEndpointOpensTheGateway(String platforms, String nexus, String control) {
        EdgeConfig base = EdgeConfig.standard();
        EdgeConfig edge = new EdgeConfig(
                platforms,
                nexus,
                control,
                base.durability(),
                base.maxFrameBytes(),
                base.maxQueuedMessages(),
                base.minFreeDiskBytes(),
                base.reserveDiskBytes(),
                base.snapshotRecords(),
                base.snapshotSeconds());
        assertThat(edge.isLoopbackOnly()).isFalse();
        assertThat(ConfigSummary.of(new GatewayConfig(edge, NormalFormTest.SMALL)))
                .contains("OPEN TO THE NETWORK");
    }
}
