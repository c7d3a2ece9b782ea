package com.hometech.edf.inference.load;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of the parts that a run is loaded in, as text {@code 3/12}.
 *
 * @param number from 1
 * @param parts how many there are
 */
public record PartNumber(int number, int parts) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,8})");

    public PartNumber {
        if (number < 1 || number > parts) {
            throw new InvalidInputException(
                    "part " + number + "/" + parts + " is none: parts are 1/" + parts + " to " + parts + "/" + parts);
        }
    }

    /** Reads what {@link #toString} gives. */
    public static PartNumber parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new InvalidInputException("part \"" + text + "\" is not a part's number such as 3/12");
        }
        return new PartNumber(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }

    /** All of so many parts, in order. */
    static List<PartNumber> all(int parts) {
        return IntStream.rangeClosed(1, parts)
                .mapToObj(number -> new PartNumber(number, parts))
                .toList();
    }

    @Override
    public String toString() {
        return number + "/" + parts;
    }
}
