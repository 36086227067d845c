package nexus.gateway.clock;

/** Reads what a time service's program prints. */
@FunctionalInterface
interface AnswerParser {
    /**
     * The reading in an answer.
     *
     * @throws ClockUnavailableException if it is not what that program prints, or says that it does not know
     */
    ClockReading parse(String answer) throws ClockUnavailableException;
}
