package nexus.gateway.clock;

import java.time.Duration;
import java.util.List;

/** A time service that is asked by its own program. */
final class CommandSource implements ClockSource {
    /** The programs answer within milliseconds; ntpq waits some seconds for a daemon that is not there. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final List<String> command;
    private final AnswerParser parser;

    CommandSource(String name, List<String> command, AnswerParser parser) {
        this.name = name;
        this.command = List.copyOf(command);
        this.parser = parser;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ClockReading read() throws ClockUnavailableException, InterruptedException {
        return parser.parse(TimedCommand.run(command, LIMIT));
    }
}
