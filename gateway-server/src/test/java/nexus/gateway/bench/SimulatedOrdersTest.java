package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import nexus.gateway.bench.SimulatedOrders.Ending;
import org.junit.jupiter.api.Test;

/** The books of a simulated run must not balance when something has gone wrong. */
class SimulatedOrdersTest {
    private static final int ORDERS = 200;

    private final SimulatedOrders orders = new SimulatedOrders(ORDERS, new Random(5));

    @Test
    void booksBalanceWhenAllWentWell() {
        playAll();
        assertThat(orders.problems()).isEmpty();
        assertThat(orders.asked()).isEqualTo(ORDERS);
        assertThat(orders.ordersReceived()).isEqualTo(ORDERS);
        assertThat(orders.fillsTold()).isEqualTo(orders.fills()).isPositive();
    }

    @Test
    void everyKindOfEndingIsPlayed() {
        playAll();
        Set<Ending> played = EnumSet.noneOf(Ending.class);
        for (int order = 0; order < ORDERS; order++) {
            played.add(orders.ending(order));
        }
        assertThat(played).containsExactlyInAnyOrder(Ending.values());
    }

    @Test
    void anOrderSentTwiceIsFound() {
        playAll();
        orders.received(3);
        assertThat(orders.problems()).containsExactly("order 3 was sent 2 times");
    }

    @Test
    void anExecutionToldTwiceIsFound() {
        playAll();
        orders.told(first(Ending.FILLED), 1);
        assertThat(orders.problems())
                .singleElement()
                .asString()
                .contains("got execution 1")
                .endsWith("twice");
    }

    @Test
    void anAcknowledgementToldTwiceIsFound() {
        playAll();
        orders.acknowledged(0);
        assertThat(orders.problems()).containsExactly("the acknowledgement of signal 0 reached NEXUS twice");
    }

    @Test
    void whatNeverHappenedIsFound() {
        while (!orders.isAllAsked()) {
            orders.next();
        }
        assertThat(orders.problems())
                .contains("signal 0 was never acknowledged")
                .last()
                .asString()
                .startsWith("and ")
                .endsWith(" more");
    }

    @Test
    void anExecutionNeverToldIsFound() {
        int order = playAllBut(Ending.FILLED);
        assertThat(orders.problems())
                .containsExactly("order " + order + " (FILLED): NEXUS got the executions 0, not 1");
    }

    @Test
    void anExecutionLostAtAV0NexusMustBeInAnOrderStatus() {
        int order = playAllBut(Ending.FILLED);
        orders.lost(order, 1);
        assertThat(orders.problems()).containsExactly("order " + order + ": a lost execution is in no ORDER_STATUS");
    }

    @Test
    void anExecutionLostAtAV0NexusAndToldInSumIsFine() {
        int order = playAllBut(Ending.FILLED);
        orders.lost(order, 1);
        orders.toldInSum(order, 2, "FILLED");
        assertThat(orders.problems()).isEmpty();
        assertThat(orders.fillsTold()).isEqualTo(orders.fills() - 1);
    }

    @Test
    void aRejectThatNexusWasNotToldOfIsFound() {
        int order = playAllBut(Ending.REJECTED);
        assertThat(orders.problems())
                .containsExactly("order " + order + " is REJECTED, NEXUS was told last that it is null");
    }

    private void playAll() {
        playAllBut(null);
    }

    /** Plays all to the end, but NEXUS is told nothing of the first order with this ending; returns that order. */
    private int playAllBut(Ending untold) {
        int left = -1;
        while (!orders.isAllAsked()) {
            int order = orders.asked();
            orders.acknowledged(orders.next().number());
            for (; order < orders.asked(); order++) {
                boolean isLeft = left < 0 && orders.ending(order) == untold;
                left = isLeft ? order : left;
                play(order, !isLeft);
            }
        }
        return left;
    }

    private void play(int order, boolean isTold) {
        Ending ending = orders.ending(order);
        orders.received(order);
        orders.reported(order, ending.halves);
        if (!isTold) {
            return;
        }
        switch (ending) {
            case FILLED, FILLED_AND_REPEATED -> orders.told(order, 1);
            case FILLED_IN_HALVES -> {
                orders.told(order, 1);
                orders.told(order, 2);
            }
            case REJECTED -> orders.toldInSum(order, 0, "REJECTED");
            case CANCELED -> {
                orders.told(order, 1);
                orders.toldInSum(order, 1, "CANCELED");
            }
        }
    }

    private int first(Ending ending) {
        int order = 0;
        while (orders.ending(order) != ending) {
            order++;
        }
        return order;
    }
}
