package com.hometech.edf.cli.serve;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;

/** Parameters of a form or query; one that comes more than once counts as none, as RFC 6749 asks for. */
record FormFields(Fields fields) {
    Optional<String> find(String name) {
        List<String> values = fields.getValuesOrEmpty(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    String get(String name) {
        return find(name).orElse("");
    }
}
