package nexus.adapters.metatrader;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import nexus.adapters.orders.VenueException;

/**
 * Orders and cancels on their way to the EA, one at a time: its answers bear no name, so the next goes out when the one
 * before is answered, or has certainly no answer to come. The EA does one thing after the other; an answer to a question
 * that was put behind a command shows that the command is done with.
 */
final class OrderTurn {
    private final CommandFiles commands;
    private final Listener listener;
    private final long silenceNanos;
    private final Deque<Command> queue = new ArrayDeque<>();
    private Command current;
    private Path file;
    private long putNanos;
    private boolean taken;
    private long takenNanos;

    /** A command that concerns one order. */
    record Command(String ref, boolean opens, String content, long sinceNanos) {}

    /** What becomes of them. */
    interface Listener {
        /** The EA has done it. */
        void done(Command command);

        /** The EA has refused it, or could not do it. */
        void refused(Command command, DwxMessage why);

        /** It never went out, and never will. */
        void notPut(Command command, String why);

        /** The EA did not take it, so it was taken back. */
        void withdrawn(Command command);

        /** The EA has taken it and not answered. */
        void unanswered(Command command);
    }

    OrderTurn(CommandFiles commands, int silenceMillis, Listener listener) {
        this.commands = commands;
        this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
        this.listener = listener;
    }

    /** Whether anything is on its way. */
    boolean isBusy() {
        return current != null || !queue.isEmpty();
    }

    /** Whether the EA has taken a command long enough ago to be asked what became of it. */
    boolean isOverdue(long nowNanos) {
        return current != null && taken && nowNanos - takenNanos > silenceNanos;
    }

    /** Sends a command as soon as it is its turn. */
    void add(Command command, long nowNanos) {
        queue.add(command);
        pass(nowNanos);
    }

    /** Looks after what is on its way. */
    void pass(long nowNanos) {
        if (current != null && !taken) {
            lookWhetherTaken(nowNanos);
        }
        while (current == null && !queue.isEmpty()) {
            Command next = queue.poll();
            if (nowNanos - next.sinceNanos() > silenceNanos) {
                listener.notPut(next, "the EA was busy with the order before it for too long");
                continue;
            }
            try {
                file = commands.put(next.opens() ? "OPEN_ORDER" : "CLOSE_ORDER", next.content());
                current = next;
                putNanos = nowNanos;
                taken = false;
            } catch (VenueException e) {
                listener.notPut(next, e.getMessage());
            }
        }
    }

    private void lookWhetherTaken(long nowNanos) {
        if (!commands.isThere(file)) {
            taken = true;
            takenNanos = nowNanos;
        } else if (nowNanos - putNanos > silenceNanos && commands.withdraw(file) != null) {
            listener.withdrawn(end());
        }
    }

    /** Takes a message of the EA; whether it was the answer. */
    boolean answered(DwxMessage message) {
        if (current == null) {
            return false;
        }
        boolean isWrong =
                message.errorType().startsWith("WRONG_FORMAT") && message.text().contains(current.content());
        boolean answers = current.opens() ? message.answersOpen() : message.answersClose();
        if (!isWrong && !answers) {
            return false;
        }
        Command command = end();
        if (message.isError()) {
            listener.refused(command, message);
        } else {
            listener.done(command);
        }
        return true;
    }

    /** The EA has answered a question that was put at that time: what it took before will not be answered any more. */
    void answeredBehind(long questionNanos) {
        if (current != null && taken && questionNanos - takenNanos > 0) {
            listener.unanswered(end());
        }
    }

    /** The EA was started again: it has forgotten what it was doing. */
    void restarted() {
        if (current != null && (taken || !commands.isThere(file))) {
            listener.unanswered(end());
        }
    }

    private Command end() {
        Command ended = current;
        current = null;
        return ended;
    }
}
