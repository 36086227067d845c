/**
 * Bookmap's add-on: what Bookmap sees of the market goes to the gateway, and the gateway's orders go to Bookmap.
 *
 * <p>It is loaded by Bookmap, so it stands alone: Java 11, ZeroMQ and MessagePack packed in under names of their own, the
 * wire protocol spoken here. One instance of {@link nexus.bookmap.NexusAddon} belongs to each instrument; all share one
 * {@link nexus.bookmap.GatewayLink}, whose thread owns the socket and all state of the orders. Start with those two,
 * then
 * {@link nexus.bookmap.OrderDesk} and {@link nexus.bookmap.BookmapReports}.
 */
package nexus.bookmap;
