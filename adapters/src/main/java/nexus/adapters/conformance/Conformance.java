package nexus.adapters.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks on one adapter, one after the other. */
public final class Conformance {
    private Conformance() {}

    /**
     * Runs them; about half a minute, more with restarts.
     *
     * @param say takes lines for people
     * @param found takes each result as it comes
     * @return all results
     * @throws IOException if the endpoint cannot be bound or the adapter cannot be started: one line for people
     */
    public static List<Result> run(Setup setup, Consumer<String> say, Consumer<Result> found) throws IOException {
        return run(setup, Checks.all(), say, found);
    }

    static List<Result> run(Setup setup, List<Check> checks, Consumer<String> say, Consumer<Result> found)
            throws IOException {
        List<Result> results = new ArrayList<>();
        try (Stage stage = new Stage(setup, say)) {
            stage.open();
            stage.startAdapter();
            if (!stage.canRestart()) {
                say.accept("start the adapter now: platform " + setup.platform() + ", gateway " + setup.endpoint());
            }
            for (Check check : checks) {
                Result result = check.on(stage);
                results.add(result);
                found.accept(result);
            }
        }
        return results;
    }
}
