package nexus.gateway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A child process's side of the talk with {@link AskedProgram}: one line in on stdin, one line out on stdout. Stdin ends
 * when the asking process does, however that comes about.
 */
final class Questions {
    /** Begins the line that holds an {@link Answer}. */
    static final String ANSWER = "bench-answer ";
    /** Begins the line that says why there is none. */
    static final String FAILED = "bench-failed ";

    /** Does what one line asks for. */
    interface Responder {
        /**
         * Answers.
         *
         * @param words the question, split at its spaces
         * @throws IOException if it could not be done: one line that says why
         */
        Answer answer(String[] words) throws IOException;
    }

    private Questions() {}

    /** Answers until stdin ends. */
    static void answerAll(Responder responder) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(answer(question, responder));
        }
    }

    private static String answer(String question, Responder responder) {
        try {
            return ANSWER + responder.answer(question.split(" ", -1)).line();
        } catch (IOException e) {
            return FAILED + e.getMessage();
        }
    }
}
