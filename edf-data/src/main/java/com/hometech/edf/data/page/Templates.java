package com.hometech.edf.data.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The HTML skeletons, which lie beside this class as resources. A plain {@code {{name}}} is escaped. */
final class Templates {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().escapeHTML(true);
    private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

    private Templates() {}

    static String render(String name, Map<String, ?> context) {
        return COMPILED.computeIfAbsent(name, key -> COMPILER.compile(resource(key + ".mustache")))
                .execute(context);
    }

    /** Text of a resource: relative to this package, or absolute with a leading slash. */
    static String resource(String path) {
        try (InputStream stream = Templates.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("Resource " + path + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read resource " + path, failure);
        }
    }
}
