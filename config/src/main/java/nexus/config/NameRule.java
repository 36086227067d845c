package nexus.config;

import java.util.regex.Pattern;

/** What the names in a configuration may look like. */
enum NameRule {
    /** A platform's name, or a dialect's. */
    PLATFORM("[a-z0-9_]{1,32}", "1 to 32 of a-z, 0-9 and _"),
    /** NEXUS's name of an instrument. */
    UNIVERSAL_SYMBOL("[A-Z0-9._-]{1,32}", "1 to 32 of A-Z, 0-9, '.', '_' and '-'"),
    /** A currency: ISO 4217's letters, or a longer name such as USDT. */
    CURRENCY("[A-Z][A-Z0-9]{2,7}", "3 to 8 of A-Z and 0-9, a letter first, such as USD"),
    /** A platform's name of an instrument. */
    PLATFORM_SYMBOL(
            "(?! )" + Printable.CHARACTER + "{1,64}(?<! )", "1 to 64 printable characters, no space at either end"),
    /** What the names of a future's contracts begin with. */
    CONTRACT_ROOT("[A-Z0-9]{1,8}", "1 to 8 of A-Z and 0-9"),
    /** The months of a future. */
    MONTH_LETTERS(
            "(?=.)F?G?H?J?K?M?N?Q?U?V?X?Z?",
            "letters of months (FGHJKMNQUVXZ for January to December), in the order of the year");

    private final Pattern pattern;
    private final String words;

    NameRule(String regex, String words) {
        this.pattern = Pattern.compile(regex);
        this.words = words;
    }

    boolean accepts(String name) {
        return pattern.matcher(name).matches();
    }

    /** The rule in words, to follow "must be". */
    String rule() {
        return words;
    }

    /** Whether every character can be seen, plain spaces aside. */
    static boolean isPrintable(String text) {
        return Printable.TEXT.matcher(text).matches();
    }

    /** Letters, marks, digits, punctuation, symbols, and the plain space. Apart, since constants are built before statics. */
    private static final class Printable {
        static final String CHARACTER = "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]";
        static final Pattern TEXT = Pattern.compile(CHARACTER + "*");
    }
}
