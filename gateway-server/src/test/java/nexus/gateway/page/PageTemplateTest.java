package nexus.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTemplateTest {
    @Test
    void fillsTextsEscapedAndRawOnesAsTheyAre() {
        assertThat(PageTemplate.fill("<p title=\"{{a}}\">{{{a}}}</p>", Map.of("a", "<b> & \"c\" 'd'")))
                .isEqualTo("<p title=\"&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\"><b> & \"c\" 'd'</p>");
    }

    @Test
    void whatIsFilledInIsNotFilledAgain() {
        assertThat(PageTemplate.fill("{{{a}}}", Map.of("a", "{{b}} $1 \\"))).isEqualTo("{{b}} $1 \\");
    }

    @Test
    void repeatsWhatHoldsAList() {
        Map<String, ?> values = Map.of(
                "rows",
                List.of(
                        Map.of("cells", List.of(Map.of("x", "1"), Map.of("x", "2"))),
                        Map.of("cells", List.of(Map.of("x", "3")))),
                "none",
                List.of());

        assertThat(PageTemplate.fill("[{{#rows}}({{#cells}}{{x}},{{/cells}}){{/rows}}]{{#none}}!{{/none}}", values))
                .isEqualTo("[(1,2,)(3,)]");
    }

    @Test
    void aGapThatStaysIsAnError() {
        assertThatThrownBy(() -> PageTemplate.fill("{{a}}", Map.of())).hasMessage("nothing to fill a with");
    }
}
