package nexus.gateway.duty;

import java.util.ArrayDeque;

/** What was opened, to be closed in reverse order; an error in one does not keep the others open. */
final class Resources implements AutoCloseable {
    private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception e) {
                RouterLog.GATEWAY.error("closing {} failed", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
