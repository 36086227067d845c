package nexus.gateway.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table of figures, in words.
 *
 * @param what with the numbers of its remarks
 * @param spread smallest and largest of the rounds
 * @param target empty where there is none
 * @param verdict {@code met}, {@code missed}, {@code failed} where nothing could be measured, or empty
 */
record FigureRow(String what, String median, String spread, String target, String verdict) {
    /**
     * The rows of a report, in its order.
     *
     * @param remarks receives the remarks, each with its number
     */
    static List<FigureRow> of(BenchReport report, List<String> remarks) {
        List<FigureRow> rows = new ArrayList<>();
        for (Outcome outcome : report.outcomes()) {
            if (outcome.isFailed()) {
                rows.add(new FigureRow(outcome.measurement() + ": " + outcome.reason(), "", "", "", "failed"));
            }
            for (Figure figure : outcome.figures()) {
                rows.add(new FigureRow(
                        figure.what() + numbers(figure, remarks),
                        ReportTexts.median(figure),
                        ReportTexts.spread(figure),
                        ReportTexts.target(figure),
                        ReportTexts.verdict(figure)));
            }
        }
        return rows;
    }

    private static String numbers(Figure figure, List<String> remarks) {
        StringBuilder numbers = new StringBuilder();
        for (String remark : figure.remarks()) {
            String number = "[" + (remarks.size() + 1) + "]";
            remarks.add(number + " " + remark);
            numbers.append(' ').append(number);
        }
        return numbers.toString();
    }
}
