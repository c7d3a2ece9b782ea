package com.hometech.edf.training.report;

import com.hometech.edf.data.page.HtmlPage;
import java.util.List;

/** A page with the components of one additive model. */
public final class ComponentPage {
    private ComponentPage() {}

    /** The page of a model. */
    public static HtmlPage of(ComponentExample example) {
        return HtmlPage.titled("Components of " + example.name(), "An additive model, fitted by EDF")
                .section("Components", ComponentSection.blocks(List.of(example)));
    }
}
