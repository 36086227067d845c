package nexus.gateway.cli;

import java.util.concurrent.Callable;
import nexus.journal.message.Types;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gateway orders}. */
@Command(
        name = "orders",
        description = "Shows the orders of the running gateway, one per signal and platform: those in doubt first,"
                + " then open ones, then ended ones; 200 at most.")
final class OrdersCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws CommandException {
        return control.ask(ControlOptions.request(Types.ORDERS), "no orders");
    }
}
