package nexus.replay.export;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What an export is to hold: tables, or one order with its proofs. */
final class Wanted {
    @ArgGroup(exclusive = false)
    OfTables tables;

    @ArgGroup(exclusive = false)
    OfOrder order;

    /** Tables of a range. */
    static final class OfTables {
        @Option(
                names = "--what",
                required = true,
                paramLabel = "WHAT",
                converter = WhatConverter.class,
                description = "events, orders, fills, signals, market-data, records or all; see below.")
        What what;

        @Option(
                names = "--format",
                required = true,
                paramLabel = "FORMAT",
                converter = FormatConverter.class,
                description = "jsonl (lossless), csv (for people) or parquet (for analysis).")
        Format format;
    }

    /** One order's life. */
    static final class OfOrder {
        @Option(
                names = "--order",
                required = true,
                paramLabel = "ID",
                description =
                        "One order's life alone: the order_id of its signal, its ref, or a platform's own id of it."
                                + " Writes one file, --out, and needs --proof.")
        String id;

        @Option(
                names = "--proof",
                required = true,
                description =
                        "The order's records with the proofs that they are among those that were sealed; discloses"
                                + " no other record. See docs/seals.md.")
        boolean isProof;
    }

    /** Reads {@code --what}. */
    static final class WhatConverter implements ITypeConverter<What> {
        @Override
        public What convert(String text) {
            return find(What.values(), What::word, text);
        }
    }

    /** Reads {@code --format}. */
    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return find(Format.values(), Format::word, text);
        }
    }

    private static <T> T find(T[] values, Function<T, String> word, String text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(values).map(word).collect(Collectors.joining(", "))));
    }
}
