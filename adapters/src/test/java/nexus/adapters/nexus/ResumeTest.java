package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import nexus.adapters.nexus.Resume.Verdict;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final byte[] MESSAGE = {1};

    private static Resume connected(long seq) {
        Resume resume = new Resume(seq);
        resume.connected();
        return resume;
    }

    private static Verdict take(Resume resume, long seq) {
        return resume.take(seq, MESSAGE);
    }

    @Test
    void eachEventOnce() {
        Resume resume = connected(512);
        assertThat(take(resume, 600)).isEqualTo(Verdict.NEW);
        resume.resumed(1024);
        assertThat(take(resume, 1025)).isEqualTo(Verdict.NEW);
        assertThat(take(resume, 1025)).isEqualTo(Verdict.REPEATED);
        assertThat(take(resume, 600)).isEqualTo(Verdict.REPEATED);
    }

    @Test
    void whatCameBeforeHelloWasHeardDoesNotComeAgain() {
        Resume resume = connected(512);
        assertThat(take(resume, 600)).isEqualTo(Verdict.NEW);
        // The gateway heard HELLO late and begins again behind 512.
        assertThat(take(resume, 600)).isEqualTo(Verdict.HELD);
        assertThat(take(resume, 700)).isEqualTo(Verdict.NEW);
        Resume.Outcome outcome = resume.resumed(768);
        assertThat(outcome.repeats()).containsExactly(600L);
        assertThat(outcome.told()).isEmpty();
        assertThat(resume.seq()).isEqualTo(768);
    }

    @Test
    void theEventsThatHelloItselfCausesMayBeBehindRESUMED() {
        Resume resume = connected(512);
        assertThat(take(resume, 1025)).isEqualTo(Verdict.NEW);
        assertThat(resume.resumed(1024).anotherJournal()).isFalse();
        assertThat(resume.seq()).isEqualTo(1025);
    }

    @Test
    void ofAnotherJournalNothingIsTakenForARepeat() {
        Resume resume = connected(100_000);
        assertThat(take(resume, 256)).isEqualTo(Verdict.HELD);
        assertThat(take(resume, 300)).isEqualTo(Verdict.HELD);
        Resume.Outcome outcome = resume.resumed(512);
        assertThat(outcome.anotherJournal()).isTrue();
        assertThat(outcome.told().keySet()).containsExactly(256L, 300L);
        assertThat(take(resume, 513)).isEqualTo(Verdict.NEW);
    }

    @Test
    void aSignalWithoutAnAnswerIsNamedOnce() {
        Resume resume = connected(512);
        resume.resumed(512);
        resume.sent("1");
        resume.sent("2");
        resume.settled("1");
        resume.connected();
        resume.sent("3");
        assertThat(resume.resumed(768).unanswered()).containsExactly("2");
        resume.connected();
        assertThat(resume.resumed(1024).unanswered()).containsExactly("3");
    }

    @Test
    void whereEventsAreNoLongerKeptNoAnswerProvesNothing() {
        Resume resume = connected(512);
        resume.resumed(512);
        resume.sent("1");
        resume.connected();
        resume.forgotten();
        assertThat(resume.resumed(768).unanswered()).isEmpty();
    }
}
