package nexus.gateway.crash;

import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** A message from the gateway. */
@SuppressWarnings("ArrayRecordComponent")
record Told(byte[] bytes) {

    private MapReader reader() {
        MapReader reader = new MapReader();
        String problem = reader.wrap(bytes, 0, bytes.length);
        if (problem != null) {
            throw new AssertionError("the gateway has sent a malformed message: " + problem);
        }
        return reader;
    }

    /** The type. */
    String type() {
        return text(Keys.TYPE);
    }

    /** A text, null if it is absent. */
    String text(Key key) {
        MapReader reader = reader();
        int field = reader.find(key);
        return field == MapReader.ABSENT ? null : reader.textValue(field);
    }

    long seq() {
        MapReader reader = reader();
        return reader.longValue(reader.find(Keys.SEQ));
    }

    /** {@code ORDER_STATUS nt8 IN_DOUBT}. */
    String brief() {
        String platform = text(Keys.PLATFORM);
        String status = text(Keys.STATUS);
        return type() + (platform == null ? "" : " " + platform) + (status == null ? "" : " " + status);
    }

    @Override
    public String toString() {
        return JsonText.of(bytes, 0, bytes.length);
    }
}
