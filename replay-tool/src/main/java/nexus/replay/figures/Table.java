package nexus.replay.figures;

import java.util.List;

/**
 * A table for people, whatever it is written into.
 *
 * @param title what it shows
 * @param leftColumns how many columns, from the first, hold words
 * @param header one text a column
 * @param rows as many texts each
 */
public record Table(String title, int leftColumns, List<String> header, List<List<String>> rows) {}
