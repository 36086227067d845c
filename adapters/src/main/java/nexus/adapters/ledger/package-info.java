/**
 * What a simulated party did, as lines of JSON that outlive it: the accounting that tests and the demo compare after a
 * crash. Sees nothing of ours. Start with {@link nexus.adapters.ledger.Ledger}.
 */
package nexus.adapters.ledger;
