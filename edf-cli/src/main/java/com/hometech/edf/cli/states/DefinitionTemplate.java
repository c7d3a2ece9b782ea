package com.hometech.edf.cli.states;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A definition with placeholders {@code ${name}}, rendered as Terraform's {@code templatefile} does. Other forms of its
 * templates (expressions, directives, escapes) are refused, so that both renderers agree.
 *
 * @param source names the template in errors
 * @param text the template
 */
public record DefinitionTemplate(String source, String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z][a-z0-9_]*)}");
    private static final Pattern OTHER_FORM = Pattern.compile("\\$\\{(?![a-z][a-z0-9_]*})|%\\{|\\$\\$\\{");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[^\"'\\\\\\p{Cntrl}$%]*");

    /** @throws InvalidInputException where the text uses another form of template than a placeholder */
    public DefinitionTemplate {
        Matcher other = OTHER_FORM.matcher(text);
        if (other.find()) {
            throw new InvalidInputException("%s: '%s' at character %d is not a placeholder ${name}"
                    .formatted(source, other.group(), other.start()));
        }
    }

    /** Names of the placeholders, sorted. */
    public SortedSet<String> placeholders() {
        SortedSet<String> names = new TreeSet<>();
        PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /**
     * The definition with these values.
     *
     * @throws InvalidInputException where a placeholder has no value, a value no placeholder, or a value would break the
     *     JSON around it
     */
    public String render(Map<String, String> values) {
        SortedSet<String> missing = new TreeSet<>(placeholders());
        missing.removeAll(values.keySet());
        SortedSet<String> unused = new TreeSet<>(values.keySet());
        unused.removeAll(placeholders());
        if (!missing.isEmpty() || !unused.isEmpty()) {
            throw new InvalidInputException(
                    "%s: without a value are %s, without a placeholder are %s".formatted(source, missing, unused));
        }
        values.forEach((name, value) -> {
            if (!PLAIN_VALUE.matcher(value).matches()) {
                throw new InvalidInputException(
                        "%s: the value of %s, '%s', must not hold quotes, \\ $ %% or control characters"
                                .formatted(source, name, value));
            }
        });
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(values.get(found.group(1)))));
    }
}
