package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.contract.Contract;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void theDocumentIsOneOfOpenApi31() throws IOException {
        try (InputStream schema = ContractTest.class.getResourceAsStream("openapi-3.1-schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(Document.node()))
                    .isEmpty();
        }
    }

    @Test
    void everyOperationHasAHandlerAndEveryHandlerAnOperation() {
        // building the API refuses anything else
        try (Served served = new Served()) {
            assertThat(served.get("", "/v1/me").status()).isEqualTo(401);
        }
        assertThat(Contract.read().operations()).hasSize(22);
    }

    @Test
    void examplesAreWhatTheirSchemasSay() {
        List<String> problems = new ArrayList<>();
        check(Document.node(), problems);
        assertThat(problems).isEmpty();
    }

    private static void check(JsonNode node, List<String> problems) {
        if (node.has("schema") && node.path("examples").isObject()) {
            node.path("examples").forEach(example -> {
                String problem = Document.problems(node.path("schema"), example.path("value"));
                if (!problem.isEmpty()) {
                    problems.add(example + ": " + problem);
                }
            });
        }
        node.forEach(child -> check(child, problems));
    }

    @Test
    void everythingThatIsDefinedIsUsed() {
        String text = Document.node().toString();
        List<String> unused = new ArrayList<>();
        for (String kind : List.of("schemas", "parameters", "responses", "headers")) {
            Document.node().path("components").path(kind).fieldNames().forEachRemaining(name -> {
                if (!text.contains("#/components/" + kind + "/" + name + "\"")) {
                    unused.add(kind + "/" + name);
                }
            });
        }
        assertThat(unused).isEmpty();
    }
}
