package com.hometech.edf.cli.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTemplateTest {

    @Test
    void placeholdersAreReplacedAndExpressionsKept() {
        DefinitionTemplate template =
                new DefinitionTemplate("t", "{\"a\": \"s3://${bucket}/{% $x & '${bucket}' %}\", \"n\": ${count}}");
        assertThat(template.placeholders()).containsExactly("bucket", "count");
        assertThat(template.render(Map.of("bucket", "raw", "count", "2")))
                .isEqualTo("{\"a\": \"s3://raw/{% $x & 'raw' %}\", \"n\": 2}");
    }

    @Test
    void aMissingAndAnUnusedValueAreRefused() {
        DefinitionTemplate template = new DefinitionTemplate("t.asl.json", "${bucket}");
        assertThatThrownBy(() -> template.render(Map.of("buket", "raw")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("t.asl.json: without a value are [bucket], without a placeholder are [buket]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a'b", "a\\b", "a\nb", "${x}", "%{if x}"})
    void aValueThatWouldBreakTheTextAroundItIsRefused(String value) {
        DefinitionTemplate template = new DefinitionTemplate("t", "\"${name}\"");
        assertThatThrownBy(() -> template.render(Map.of("name", value))).hasMessageContaining("the value of name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${upper(x)}", "${ x }", "$${x}", "%{ if x }", "${X}", "${"})
    void whatTerraformWouldReadOtherwiseIsRefused(String text) {
        assertThatThrownBy(() -> new DefinitionTemplate("t", text)).hasMessageContaining("is not a placeholder");
    }
}
