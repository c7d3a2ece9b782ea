package com.hometech.edf.api.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The type of a parameter, or of a field of a body. */
public sealed interface ValueType {
    /**
     * Reads a value.
     *
     * @return {@link String}, {@link Long}, {@link Double}, {@link Instant}, {@link LocalDate}, or a list of these
     * @throws WrongValueException when the text is none
     */
    Object parse(String text) throws WrongValueException;

    /**
     * Text.
     *
     * @param rule empty: any
     * @param least characters
     * @param most characters
     */
    record Text(Optional<Pattern> rule, int least, int most) implements ValueType {
        @Override
        public Object parse(String text) throws WrongValueException {
            int length = text.codePointCount(0, text.length());
            if (length < least || length > most) {
                throw WrongValueException.of(
                        text, "has " + length + " characters; write at least " + least + " and at most " + most);
            }
            if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
                throw WrongValueException.of(text, "holds half a character; write whole ones");
            }
            if (rule.isPresent() && !rule.get().matcher(text).matches()) {
                throw WrongValueException.of(text, "does not have the form " + rule.get());
            }
            return text;
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements ValueType {
        @Override
        public Object parse(String text) throws WrongValueException {
            if (!words.contains(text)) {
                throw WrongValueException.of(text, "is not known; write " + String.join(" or ", words));
            }
            return text;
        }
    }

    /** A whole number from {@code least} to {@code most} that is a multiple of {@code unit}. */
    record Whole(long least, long most, long unit) implements ValueType {
        private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

        @Override
        public Object parse(String text) throws WrongValueException {
            if (DIGITS.matcher(text).matches()) {
                long value = Long.parseLong(text);
                if (least <= value && value <= most && value % unit == 0) {
                    return value;
                }
            }
            throw WrongValueException.of(
                    text,
                    "is not a whole number from " + least + " to " + most
                            + (unit == 1 ? "" : " that is a multiple of " + unit));
        }
    }

    /** A number between two others, which belong to the range or not. */
    record Decimal(double least, boolean leastIncluded, double most, boolean mostIncluded) implements ValueType {
        private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

        @Override
        public Object parse(String text) throws WrongValueException {
            if (NUMBER.matcher(text).matches()) {
                double value = Double.parseDouble(text);
                boolean aboveLeast = leastIncluded ? value >= least : value > least;
                boolean belowMost = mostIncluded ? value <= most : value < most;
                if (aboveLeast && belowMost) {
                    return value;
                }
            }
            throw WrongValueException.of(
                    text,
                    "is not a number " + (leastIncluded ? "from " : "above ") + plain(least)
                            + (mostIncluded ? " to " : " and below ") + plain(most));
        }

        private static String plain(double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
    }

    /** A point in time. */
    record Time(Pattern rule) implements ValueType {
        @Override
        public Object parse(String text) throws WrongValueException {
            if (rule.matcher(text).matches()) {
                try {
                    return OffsetDateTime.parse(text).toInstant();
                } catch (DateTimeException noTime) {
                    throw WrongValueException.of(
                            text, "is no time that exists; write for example 2026-03-01T05:00:00Z");
                }
            }
            throw WrongValueException.of(
                    text,
                    "is not a time with seconds and offset in the years 2000 to 2099; write for example"
                            + " 2026-03-01T05:00:00Z"
                            + (text.contains(" ") ? ", and %2B for the + of an offset" : ""));
        }
    }

    /** A date. */
    record Day(Pattern rule) implements ValueType {
        @Override
        public Object parse(String text) throws WrongValueException {
            try {
                if (rule.matcher(text).matches()) {
                    return LocalDate.parse(text);
                }
            } catch (DateTimeException noDate) {
                throw WrongValueException.of(text, "is no date that exists; write for example 2026-03-01");
            }
            throw WrongValueException.of(text, "is not a date of the years 2000 to 2099; write for example 2026-03-01");
        }
    }

    /** A word, or a value of another type. */
    record WordOr(String word, ValueType other) implements ValueType {
        @Override
        public Object parse(String text) throws WrongValueException {
            if (text.equals(word)) {
                return word;
            }
            try {
                return other.parse(text);
            } catch (WrongValueException wrong) {
                throw new WrongValueException(wrong.getMessage() + ", or " + word);
            }
        }
    }

    /** Values separated by commas, none of them twice. */
    record Items(ValueType item, int most) implements ValueType {
        @Override
        public Object parse(String text) throws WrongValueException {
            String[] parts = text.split(",", -1);
            if (parts.length > most) {
                throw new WrongValueException("has " + parts.length + " values; write at most " + most);
            }
            List<Object> values = new ArrayList<>();
            Set<Object> known = new HashSet<>();
            for (String part : parts) {
                Object value = item.parse(part);
                if (!known.add(value)) {
                    throw WrongValueException.of(part, "stands there twice; write it once");
                }
                values.add(value);
            }
            return List.copyOf(values);
        }
    }
}
