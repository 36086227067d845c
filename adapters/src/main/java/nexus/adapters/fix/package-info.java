/**
 * FIX 4.4 as the initiator: orders, executions and market data at any counterparty that speaks it. The session layer
 * (sequence numbers, heartbeats, resends) is QuickFIX/J's.
 *
 * <p>Knows the link, the orders below every adapter, and QuickFIX/J; no other platform. Start with {@link
 * nexus.adapters.fix.FixAdapter}; {@link nexus.adapters.fix.ExecutionReports} decides what an execution is, {@link
 * nexus.adapters.fix.FixEngine} how the library is kept from sending an order late.
 */
package nexus.adapters.fix;
