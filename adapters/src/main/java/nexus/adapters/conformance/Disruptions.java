package nexus.adapters.conformance;

import static nexus.adapters.conformance.Check.fail;
import static nexus.adapters.conformance.Check.skip;

import java.io.IOException;
import java.math.BigDecimal;
import nexus.adapters.conformance.Check.Broken;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What is tried by taking the gateway or the adapter away. */
final class Disruptions {
    private static final int BACK_MILLIS = 20_000;
    private static final int SILENCE_MILLIS = 4_000;

    private Disruptions() {}

    static String gatewayRestarts(Stage stage) throws Broken, IOException {
        needsRegistration(stage);
        stage.shut();
        long start = System.nanoTime();
        stage.open();
        if (!stage.await(Stage::isRegistered, BACK_MILLIS)) {
            throw fail("no REGISTER within " + BACK_MILLIS / 1_000 + " s after the gateway came back");
        }
        TestOrder order = Checks.filledOrder(stage);
        stage.listen(200);
        Checks.requireFilledOnce(stage, order);
        return String.format("after %.1f s, and trades on", (System.nanoTime() - start) / 1e9);
    }

    static String fillMeanwhile(Stage stage) throws Broken, IOException {
        needsRegistration(stage);
        TestOrder order = stage.marketOrder();
        stage.send(order.toBytes());
        // Long enough for the order to leave, too short for most to fill.
        stage.listen(5);
        stage.shut();
        stage.open();
        if (!stage.await(Stage::isRegistered, BACK_MILLIS)) {
            throw fail("it did not come back");
        }
        stage.await(s -> s.filled(order).compareTo(order.quantity()) >= 0);
        BigDecimal filled = stage.filled(order);
        if (filled.signum() == 0) {
            Inbound status = Checks.status(stage, order);
            if (!"UNKNOWN".equals(status.text(Keys.STATUS))) {
                throw fail("status " + status.text(Keys.STATUS) + ", but no execution was told");
            }
            return "the order was lost on the way, and it says so: UNKNOWN";
        }
        Checks.requireFilledOnce(stage, order);
        return "told when the gateway was back";
    }

    static String adapterRestarts(Stage stage) throws Broken, IOException {
        needsProgram(stage);
        stage.killAdapter();
        stage.startAdapter();
        if (!stage.await(Stage::isRegistered, BACK_MILLIS)) {
            throw fail("no REGISTER within " + BACK_MILLIS / 1_000 + " s");
        }
        return "registered again";
    }

    static String noOrderTwice(Stage stage) throws Broken, IOException {
        needsProgram(stage);
        needsRegistration(stage);
        TestOrder order = Checks.filledOrder(stage);
        stage.killAdapter();
        stage.startAdapter();
        if (!stage.await(Stage::isRegistered, BACK_MILLIS)) {
            throw fail("it did not come back");
        }
        stage.send(order.toBytes());
        stage.listen(2_000);
        Checks.requireFilledOnce(stage, order);
        return "the order came again, and nothing was executed";
    }

    static String knowsItsOrders(Stage stage) throws Broken, IOException {
        needsProgram(stage);
        needsRegistration(stage);
        TestOrder order = Checks.filledOrder(stage);
        stage.killAdapter();
        stage.startAdapter();
        if (!stage.await(Stage::isRegistered, BACK_MILLIS)) {
            throw fail("it did not come back");
        }
        Inbound answer = Checks.status(stage, order);
        String status = answer.text(Keys.STATUS);
        if ("UNKNOWN".equals(status)) {
            throw fail("UNKNOWN for an order that it has filled: the gateway would take it as never executed");
        }
        if (!"FILLED".equals(status)) {
            throw fail(status + " for an order that it has filled");
        }
        return "FILLED";
    }

    static String superseded(Stage stage) throws Broken {
        needsRegistration(stage);
        stage.send(new MapWriter(128)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.SUPERSEDED)
                .put(Keys.CODE, Types.SUPERSEDED)
                .put(Keys.REASON, "conformance: another client has registered")
                .endMap()
                .toBytes());
        int before = stage.registrations();
        stage.listen(SILENCE_MILLIS);
        if (stage.registrations() > before) {
            throw fail("it registers again: two adapters of one name would take it from each other for ever");
        }
        return "silent for " + SILENCE_MILLIS / 1_000 + " s";
    }

    private static void needsProgram(Stage stage) throws Broken {
        if (!stage.canRestart()) {
            throw skip("needs --run COMMAND, to kill it and start it again");
        }
    }

    private static void needsRegistration(Stage stage) throws Broken {
        if (!stage.await(Stage::isRegistered, BACK_MILLIS)) {
            throw skip("it is not registered");
        }
        if (!stage.await(s -> s.lastPrice() != null, BACK_MILLIS)) {
            throw skip("no price is known");
        }
    }
}
