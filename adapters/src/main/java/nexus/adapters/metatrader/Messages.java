package nexus.adapters.metatrader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.adapters.metatrader.DwxText.DwxObject;

/** The EA's last 50 messages, each taken once. They vanish when the EA is started again. */
final class Messages {
    private final DwxFile file;
    private long lastMillis;
    private boolean wasThere;
    private boolean restarted;

    Messages(Path folder) {
        this.file = new DwxFile(folder.resolve("DWX_Messages.txt"));
    }

    /** Passes over those that are there: they are of an earlier life. */
    void skip(long nowNanos) {
        pass(nowNanos);
    }

    /** Those that are new, oldest first. */
    List<DwxMessage> pass(long nowNanos) {
        List<DwxMessage> news = new ArrayList<>();
        DwxObject text = file.news(nowNanos);
        List<DwxMessage> all = text == null ? List.of() : DwxMessage.all(text);
        boolean isGone = wasThere && !file.isPresent();
        wasThere = file.isPresent();
        // The numbers are the machine's up-time: they begin anew with it.
        boolean isBack = !all.isEmpty() && all.get(all.size() - 1).millis() < lastMillis;
        if (isGone || isBack) {
            restarted = true;
            lastMillis = isBack ? -1 : lastMillis;
        }
        for (DwxMessage message : all) {
            if (message.millis() > lastMillis) {
                news.add(message);
            }
        }
        if (!news.isEmpty()) {
            lastMillis = news.get(news.size() - 1).millis();
        }
        return news;
    }

    /** Whether the EA was started again since this was asked last. */
    boolean wasRestarted() {
        boolean was = restarted;
        restarted = false;
        return was;
    }
}
