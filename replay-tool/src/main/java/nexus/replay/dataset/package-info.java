/**
 * Recorded days as learning data: Parquet files, partitioned by type, day and symbol. Start with {@link
 * nexus.replay.dataset.DatasetRun}; {@link nexus.replay.dataset.DatasetTable} has the columns.
 *
 * <p>What a row of a feature says was known when its record was written; what became known later stands in the outcomes
 * alone, with the time at which it did. A later run only adds files. Sees tables, events and the audit's market; never
 * writes into the journal's folder.
 */
package nexus.replay.dataset;
