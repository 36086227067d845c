package nexus.bookmap;

import velox.api.layer1.common.Log;

/** Hands each message of the gateway to whom it concerns. For the link's thread. */
final class GatewayRequests {
    private final GatewayLink link;
    private final OrderDesk desk;

    GatewayRequests(GatewayLink link, OrderDesk desk) {
        this.link = link;
        this.desk = desk;
    }

    /** A message; unknown types are left alone, as the protocol wants. */
    void received(ReceivedMessage message) {
        String ref = message.ref();
        switch (message.type()) {
            case "REGISTERED":
                link.registered(message);
                break;
            case "ORDER":
                desk.order(message);
                break;
            case "ORDER_CANCEL":
                if (ref != null) {
                    desk.cancel(ref);
                }
                break;
            case "ORDER_STATUS_REQUEST":
                if (ref != null) {
                    desk.statusRequest(ref);
                }
                break;
            case "SUPERSEDED":
                Log.error("NEXUS: another client has taken our name (" + message.text("reason")
                        + "); this one stops: give each Bookmap its own platform name in " + AddonSettings.FILE_NAME);
                link.end("superseded");
                break;
            case "ERROR":
                // A fill that is told again after a restart or a reconnect is meant to be known.
                if (!"DUPLICATE_FILL".equals(message.text("code"))) {
                    link.refused(message.text("code"), message.text("reason"));
                }
                break;
            default:
                break;
        }
    }
}
