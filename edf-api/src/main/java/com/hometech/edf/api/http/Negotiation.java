package com.hometech.edf.api.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a request accepts (RFC 9110, section 12.5). */
final class Negotiation {
    private static final int LONGEST_HEADER = 2000;

    private Negotiation() {}

    /** The first of the media types that is accepted best; empty where none is. */
    static Optional<String> mediaType(Optional<String> accept, List<String> offered) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return Optional.of(offered.get(0));
        }
        String best = "";
        double bestQuality = 0;
        for (String type : offered) {
            double quality = quality(accept.get(), type, type.substring(0, type.indexOf('/')) + "/*", "*/*");
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return bestQuality > 0 ? Optional.of(best) : Optional.empty();
    }

    /** Whether the answer may be sent in gzip. */
    static boolean acceptsGzip(Optional<String> acceptEncoding) {
        return acceptEncoding.isPresent() && quality(acceptEncoding.get(), "gzip", "*") > 0;
    }

    /** The weight of the first of the names, the most specific one first, that stands in the header; 0 where none does. */
    private static double quality(String header, String... names) {
        String[] items = header.length() > LONGEST_HEADER ? new String[0] : header.split(",");
        for (String name : names) {
            for (String item : items) {
                String[] parts = item.split(";");
                if (parts.length > 0
                        && parts[0].strip().toLowerCase(Locale.ROOT).equals(name)) {
                    return weight(parts);
                }
            }
        }
        return 0;
    }

    private static double weight(String[] parts) {
        for (int position = 1; position < parts.length; position++) {
            String part = parts[position].strip().toLowerCase(Locale.ROOT);
            if (part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(part.substring(2));
            }
        }
        return 1;
    }
}
