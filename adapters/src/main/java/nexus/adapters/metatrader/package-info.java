/**
 * MetaTrader 5 through the files of DWX Connect, a widely used EA (DWX_Server_MT5, by Darwinex, BSD licence): commands
 * go into files that it deletes, and what it writes is read. Orders, positions, and snapshots of prices.
 *
 * <p>It answers orders with a message that names no ticket, and tells no executions. {@link
 * nexus.adapters.metatrader.OrderTurn} keeps answers and orders together, {@link
 * nexus.adapters.metatrader.OrderTracks} finds out what became of an order from the history of deals.
 *
 * <p>Knows the link and the order desk, no other platform. Start with {@link
 * nexus.adapters.metatrader.MetaTraderAdapter} and {@link nexus.adapters.metatrader.DwxVenue}.
 */
package nexus.adapters.metatrader;
