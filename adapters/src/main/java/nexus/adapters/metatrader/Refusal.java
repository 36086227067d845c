package nexus.adapters.metatrader;

/** What the EA's errors mean, and what to do on the platform. */
final class Refusal {
    private static final String INPUTS = " (F7 on its chart > Inputs)";

    private Refusal() {}

    /** Whether the EA refused before it asked the terminal: then nothing was sent to the broker. */
    static boolean isCertain(DwxMessage error) {
        return !error.errorType().equals("OPEN_ORDER");
    }

    /** Of an order that was not opened: one line for the reject. */
    static String reason(DwxMessage error) {
        String said = error.errorType() + ": " + error.text();
        return switch (error.errorType()) {
            case "OPEN_ORDER_LOTSIZE_TOO_LARGE" -> said + ": raise MaximumLotSize of the EA" + INPUTS;
            case "OPEN_ORDER_MAXIMUM_NUMBER" ->
                said + ": raise MaximumOrders of the EA" + INPUTS + ", which counts positions too";
            case "OPEN_ORDER_LOTSIZE_OUT_OF_RANGE" ->
                said + ": see Specification in the symbol's menu in Market Watch, and set this mapping's lotStep";
            case "OPEN_ORDER_PRICE_ZERO" ->
                said + ": there is no quote: show the symbol in Market Watch; is the market open?";
            case "OPEN_ORDER" -> said + advice(error.text());
            default -> said;
        };
    }

    /** The codes of the terminal's run-time errors. */
    private static String advice(String text) {
        if (text.contains("4752")) {
            return ": allow algo trading: the Algo Trading button in the toolbar, and the EA's Common tab";
        }
        return ": see the Journal and Experts tabs of the Toolbox (10027: press Algo Trading; 10018: market closed; 10019:"
                + " no money; 10030: this broker does not take the EA's filling mode)";
    }
}
