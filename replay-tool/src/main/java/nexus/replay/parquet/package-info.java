/**
 * Tables as Parquet files: zstd, one file for one table, the same rows give the same bytes. Start with {@link
 * nexus.replay.parquet.ParquetWriter}, the only class that others see; the rest speaks to the library.
 *
 * <p>Knows tables, not orders. The only place that knows the Parquet library.
 */
package nexus.replay.parquet;
