package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which model is meant: {@code 2}, or {@code EDFSolarGenerationForecaster/2} as messages name it.
 *
 * @param group null where only the number was written: that of {@code --target}
 * @param version number within the group
 */
record ModelReference(@Nullable String group, int version) {
    private static final Pattern FORM = Pattern.compile("(?:([^/\\s]+)/)?(\\d{1,9})");

    /** The group that is meant. */
    String group(Workbench bench, TargetOption target) {
        return group == null ? bench.modelGroup(target.of(bench)) : group;
    }

    /** Reads a word of the command line. */
    static final class Converter implements ITypeConverter<ModelReference> {
        @Override
        public ModelReference convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no version: write its number, or GROUP/NUMBER as edf models show names it");
            }
            return new ModelReference(form.group(1), Integer.parseInt(form.group(2)));
        }
    }
}
