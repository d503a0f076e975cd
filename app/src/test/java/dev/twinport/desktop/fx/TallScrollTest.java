package dev.twinport.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TallScrollTest {

    private static final String WORDS = "some words to be wrapped ";
    private static final double TALLEST = 120;

    private Label text;
    private TallScroll scroll;

    /** As in a route's column: beside a button, below something that takes what is left. */
    @Start
    void open(Stage stage) {
        text = new Label("short");
        scroll = new TallScroll();
        Region rest = new Region();
        text.setWrapText(true);
        scroll.setContent(text);
        scroll.setMaxHeight(TALLEST);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        VBox.setVgrow(rest, Priority.ALWAYS);
        HBox strip = new HBox(scroll, new Button("Verify"));
        strip.setFillHeight(false);
        stage.setScene(new Scene(new VBox(rest, strip)));
        // The stage is that of the tests before, and as wide as they made it.
        stage.setWidth(400);
        stage.setHeight(400);
        stage.show();
    }

    @Test
    void isAsTallAsItsTextNeedsWheneverThatChanges(FxRobot robot) {
        double one = height(robot, "short");
        double several = height(robot, WORDS.repeat(8));
        // How many lines depends on the style sheets and fonts there are.
        assertThat(several).isGreaterThan(1.5 * one).isLessThan(TALLEST);
        assertThat(scroll.isFocusTraversable()).isFalse();
        assertThat(height(robot, "short")).isEqualTo(one);
    }

    @Test
    void whatIsTooMuchIsScrolledToAlsoByKeys(FxRobot robot) {
        assertThat(height(robot, WORDS.repeat(60))).isEqualTo(TALLEST);
        assertThat(text.getHeight()).isGreaterThan(TALLEST);
        assertThat(scroll.isFocusTraversable()).isTrue();
        assertThat(height(robot, "short")).isLessThan(TALLEST);
        assertThat(scroll.isFocusTraversable()).isFalse();
    }

    private double height(FxRobot robot, String shown) {
        robot.interact(() -> text.setText(shown));
        for (int frame = 0; frame < 3; frame++) {
            robot.interact(() -> scroll.getScene().getRoot().layout());
        }
        return scroll.getHeight();
    }
}
