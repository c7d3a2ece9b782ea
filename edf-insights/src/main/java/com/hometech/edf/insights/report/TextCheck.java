package com.hometech.edf.insights.report;

import com.hometech.edf.insights.report.Fact.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a text that somebody else wrote may be shown: every number in it has to be one that was computed, in the
 * right unit, and there may be nothing in it but prose.
 *
 * <p>Numbers are read as English writes them: {@code 1,234.5}. A number agrees with a computed one that rounds to it at the
 * digits that it shows; dates ({@code 2024-11-01}) have to be among the known ones. Number words from two on count as
 * numbers; words that only make numbers of others (half, double, dozen, …) are refused, since none of them was computed.
 */
public final class TextCheck {
    private static final int SHORTEST = 40;
    private static final int LONGEST = 2500;

    private static final Pattern NOT_PROSE =
            Pattern.compile("[<>{}\\[\\]|*#`~^\\\\@_=]|https?:|www\\.|://|\\p{L}\\.\\p{L}{2,}"
                    + "|[\\p{Cntrl}&&[^\\n\\r]]|\\p{Cf}|\\p{Co}|\\p{Cs}");
    private static final Pattern OTHER_DIGITS = Pattern.compile("[\\p{N}&&[^0-9₂]]");
    private static final Pattern CO2 = Pattern.compile("\\bCO[2₂]\\b");
    private static final Pattern DATE = Pattern.compile("(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])");
    private static final Pattern CLOCK = Pattern.compile("(?<![0-9:.,])([0-9]{1,2}):00(?![0-9:])");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}0-9.,])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?(?![0-9]|,[0-9])"
                    + "(?:\\s*(kWh|MWh|Wh|kW|W|%|kg|€)(?!\\p{L})|\\s+(\\p{L}+)|(?!\\p{L}))");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private static final Map<String, Integer> NUMBER_WORDS = Map.ofEntries(
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12));
    private static final Set<String> REFUSED_WORDS = Set.of(
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "hundreds",
            "thousand",
            "thousands",
            "million",
            "billion",
            "dozen",
            "dozens",
            "half",
            "halves",
            "third",
            "thirds",
            "quarter",
            "quarters",
            "double",
            "doubles",
            "doubled",
            "twice",
            "triple",
            "triples",
            "tripled",
            "thrice",
            "fold",
            "tenfold",
            "zero");

    private final List<Fact> facts;
    private final Set<String> dates;
    private final String currency;

    /**
     * @param facts numbers that may be named
     * @param dates that may be named, as ISO 8601
     * @param currency that amounts of money are in
     */
    public TextCheck(List<Fact> facts, Set<String> dates, String currency) {
        this.facts = List.copyOf(facts);
        this.dates = Set.copyOf(dates);
        this.currency = currency;
    }

    /**
     * What is wrong with a text; empty where it may be shown.
     *
     * @param given the text
     * @param placeholders what stands for names in it, each with brackets
     */
    public Optional<String> problem(String given, Set<String> placeholders) {
        String text = given.strip();
        for (String placeholder : placeholders) {
            text = text.replace(placeholder, "it");
        }
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return Optional.of("it has " + text.length() + " characters, not " + SHORTEST + " to " + LONGEST);
        }
        Matcher notProse = NOT_PROSE.matcher(text);
        if (notProse.find()) {
            return Optional.of("it holds more than prose at \"" + around(text, notProse.start()) + "\"");
        }
        return numberProblem(CO2.matcher(text).replaceAll("carbon dioxide"));
    }

    private Optional<String> numberProblem(String given) {
        Matcher other = OTHER_DIGITS.matcher(given);
        if (other.find()) {
            return Optional.of("it writes a number as \"" + around(given, other.start()) + "\"");
        }
        StringBuilder text = new StringBuilder(given);
        for (Matcher date = DATE.matcher(given); date.find(); ) {
            if (!dates.contains(date.group())) {
                return Optional.of("it names the date " + date.group() + ", which is none of ours");
            }
            blank(text, date);
        }
        for (Matcher clock = CLOCK.matcher(text.toString()); clock.find(); ) {
            if (!agrees(clock.group(1), "", Unit.CLOCK)) {
                return Optional.of("it names the hour " + clock.group() + ", which is none of ours");
            }
            blank(text, clock);
        }
        for (Matcher number = NUMBER.matcher(text.toString()); number.find(); ) {
            String decimals = number.group(2) == null ? "" : number.group(2);
            String unit = number.group(3) != null ? number.group(3) : number.group(4) != null ? number.group(4) : "";
            if (!isOurs(number.group(1), decimals, unit, before(text, number.start()))) {
                return Optional.of("it names " + number.group().strip() + ", which we did not compute");
            }
            text.replace(
                    number.start(),
                    number.end(2) < 0 ? number.end(1) : number.end(2),
                    " ".repeat((number.end(2) < 0 ? number.end(1) : number.end(2)) - number.start()));
        }
        Matcher digit = Pattern.compile("[0-9]").matcher(text);
        if (digit.find()) {
            return Optional.of("it writes a number as \"" + around(given, digit.start()) + "\"");
        }
        return wordProblem(text.toString());
    }

    private Optional<String> wordProblem(String text) {
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            Integer value = NUMBER_WORDS.get(lower);
            boolean ours = value == null
                    || agrees(value.toString(), "", Unit.COUNT)
                    || agrees(value.toString(), "", Unit.DAYS);
            if (REFUSED_WORDS.contains(lower) || !ours) {
                return Optional.of("it says \"" + word.group() + "\", which we did not compute");
            }
        }
        return Optional.empty();
    }

    private static void blank(StringBuilder text, Matcher found) {
        text.replace(found.start(), found.end(), " ".repeat(found.end() - found.start()));
    }

    private static String around(CharSequence text, int at) {
        return text.subSequence(Math.max(0, at - 10), Math.min(text.length(), at + 10))
                .toString()
                .replaceAll("\\p{Cntrl}", " ");
    }

    private static String before(CharSequence text, int at) {
        return text.subSequence(Math.max(0, at - 4), at).toString().strip();
    }

    private boolean isOurs(String whole, String decimals, String unit, String before) {
        if (before.endsWith("€") || before.endsWith(currency) || unit.equals("€") || unit.equals(currency)) {
            return agrees(whole, decimals, Unit.MONEY);
        }
        return switch (unit) {
            case "kWh" -> agrees(whole, decimals, Unit.KWH);
            case "W" -> agrees(whole, decimals, Unit.WATT);
            case "%", "percent" -> agrees(whole, decimals, Unit.PERCENT);
            case "kg" -> agrees(whole, decimals, Unit.KILOGRAM);
            case "day", "days" -> agrees(whole, decimals, Unit.DAYS);
            // units that we never use: the number would be ours only by chance
            case "Wh", "MWh", "kW", "h", "hour", "hours" -> false;
            default -> facts.stream().anyMatch(fact -> agrees(whole, decimals, fact));
        };
    }

    private boolean agrees(String whole, String decimals, Unit unit) {
        return facts.stream().filter(fact -> fact.unit() == unit).anyMatch(fact -> agrees(whole, decimals, fact));
    }

    /** Whether a number is a computed one, rounded to the digits that it shows. */
    private static boolean agrees(String whole, String decimals, Fact fact) {
        double shown = Double.parseDouble(whole.replace(",", "") + decimals);
        double tolerance = 0.5 * Math.pow(10, -Math.max(0, decimals.length() - 1)) * (1 + 1e-9);
        boolean vanishes = shown == 0 && fact.value() != 0;
        return !vanishes && Math.abs(shown - Math.abs(fact.value())) <= tolerance;
    }
}
