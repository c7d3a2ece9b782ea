package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.inference.registry.ChooseModel;
import com.hometech.edf.inference.registry.RollBack;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollBackTest extends HandlerTest {

    @Test
    void theApprovedModelBeforeForecastsAgain() {
        approvedModel("one");
        registeredModel("two, not decided");
        approvedModel("three");

        RollBack.Outcome done = new RollBack(platform).rollBack(GROUP, "ann: three is worse in the evening");

        assertThat(done.rejected()).extracting(ModelPackage::version).containsExactly(3);
        assertThat(live()).isEqualTo(done.live().version()).isEqualTo(1);
        assertThat(platform.models().find(GROUP, 3).orElseThrow())
                .extracting(ModelPackage::status, ModelPackage::statusReason)
                .containsExactly(ApprovalStatus.REJECTED, "ann: three is worse in the evening");
        assertThat(platform.models().find(GROUP, 2).orElseThrow().status())
                .isEqualTo(ApprovalStatus.PENDING_MANUAL_APPROVAL);
    }

    @Test
    void modelsWithoutTheirArtifactAreNeitherGoneBackToNorLeftInTheWay() {
        for (String name : List.of("one", "two", "three", "four")) {
            approvedModel(name);
        }
        platform.objects().delete(artifactUri("four"));
        platform.objects().put(artifactUri("two"), "changed".getBytes(UTF_8));

        RollBack.Outcome done = new RollBack(platform).rollBack(GROUP, "ann: bad");

        assertThat(done.rejected()).extracting(ModelPackage::version).containsExactly(4, 2, 3);
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void whereThereIsNoWayBackNothingChanges() {
        RollBack rollBack = new RollBack(platform);
        assertThatThrownBy(() -> rollBack.rollBack(GROUP, "ann: bad"))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining("there is none to go back from");

        approvedModel("one");
        approvedModel("two");
        platform.objects().delete(artifactUri("one"));
        assertThatThrownBy(() -> rollBack.rollBack(GROUP, "ann: bad"))
                .isInstanceOf(ModelUnusableException.class)
                .hasMessageContaining(GROUP + "/2 forecasts, and there is no earlier approved model");
        assertThat(live()).isEqualTo(2);
    }

    private int live() {
        return new ChooseModel(platform).choose(GROUP).model().version();
    }
}
