package dev.twinport.desktop.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.desktop.DesktopSettings;
import dev.twinport.desktop.main.DesktopLooks;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.fxmisc.richtext.GenericStyledArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LineViewTest {

    private static final int LIMIT = 200;

    private final LineBuffer buffer = new LineBuffer(LIMIT, 1L << 20);
    private final Asides asides = new Asides();
    private LineView view;
    private GenericStyledArea<?, ?, ?> area;
    private int appended;

    @Start
    void open(Stage stage) {
        view = new LineView(buffer, asides, new Wording(Wording.ENGLISH), ZoneOffset.UTC);
        area = (GenericStyledArea<?, ?, ?>) view.area();
        Scene scene = new Scene(view, 400, 200);
        DesktopLooks.apply(DesktopSettings.DEFAULT, scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void showsExactlyTheBuffersLinesHoweverTheyCome(FxRobot robot) throws Exception {
        append(robot, 3);
        robot.interact(() -> {
            buffer.replaceLast(line("changed"));
            buffer.append(line(""));
            view.refresh();
        });
        assertThat(view.text()).isEqualTo("line 0\nline 1\nchanged\n");
        append(robot, LIMIT + 50);
        assertThat(view.text().lines().count()).isEqualTo(LIMIT);
        append(robot, 10);
        assertThat(view.text().lines()).hasSize(LIMIT).last().isEqualTo("line " + (appended - 1));
        assertThat(view.text()).startsWith("line " + (appended - LIMIT) + "\n");
        robot.interact(() -> {
            buffer.clear();
            view.refresh();
        });
        assertThat(view.text()).isEmpty();
    }

    @Test
    void selectionSurvivesWhatIsPushedOutAboveIt(FxRobot robot) throws Exception {
        append(robot, LIMIT);
        robot.interact(() -> area.selectRange(150, 0, 152, 4));
        String selected = area.getSelectedText();
        assertThat(selected).startsWith("line 150");
        append(robot, 100);
        assertThat(area.getSelectedText()).isEqualTo(selected);
    }

    @Test
    void followsTheEnd(FxRobot robot) throws Exception {
        append(robot, 100);
        append(robot, 50);
        assertThat(lastVisible()).isEqualTo("line 149");
    }

    @Test
    void staysWhereItWasScrolledTo(FxRobot robot) throws Exception {
        append(robot, 100);
        robot.interact(() -> Event.fireEvent(area.lookup(".paragraph-box"), wheel(400)));
        frames();
        append(robot, 1);
        String before = lastVisible();
        append(robot, 50);
        assertThat(lastVisible()).isEqualTo(before).isNotEqualTo("line 150");
    }

    @Test
    void asideStandsAtTheRightOfItsLineAndIsNoPartOfTheText(FxRobot robot) throws Exception {
        robot.interact(() -> {
            buffer.append(sent("typed"));
            buffer.append(sent("typed later"));
            buffer.append(line("typed"));
            view.refresh();
        });
        frames();
        assertThat(told(robot)).isEmpty();
        robot.interact(() -> asides.set(1, aside("✓✓", "k2qxx")));
        frames();
        assertThat(told(robot)).containsExactly("✓✓ k2qxx");
        assertThat(view.text()).isEqualTo("typed\ntyped later\ntyped");
        Label shown = robot.lookup(".aside").queryAllAs(Label.class).stream().filter(Label::isVisible).findFirst()
                .orElseThrow();
        assertThat(shown.getAccessibleText()).isEqualTo("It came back after 3 ms.");
        Bounds aside = shown.localToScene(shown.getLayoutBounds());
        double right = view.localToScene(view.getLayoutBounds()).getMaxX();
        assertThat(aside.getMaxX()).isBetween(right - 20, right);
        Bounds second = area.getParagraphBoundsOnScreen(1).orElseThrow();
        assertThat(shown.localToScreen(shown.getLayoutBounds()).getCenterY()).isBetween(second.getMinY(),
                second.getMaxY());
    }

    @Test
    void asideStaysWithItsLineWhenOthersArePushedOut(FxRobot robot) throws Exception {
        append(robot, LIMIT - 1);
        robot.interact(() -> {
            buffer.append(sent("typed"));
            asides.set(LIMIT - 1, aside("✓", ""));
            view.refresh();
        });
        append(robot, 3);
        assertThat(told(robot)).containsExactly("✓");
        append(robot, LIMIT - 2);
        robot.interact(() -> {
            buffer.append(sent("of another"));
            view.refresh();
        });
        append(robot, 1);
        assertThat(told(robot)).isEmpty();
    }

    @Test
    void longLineIsWrappedBeforeTheAside(FxRobot robot) throws Exception {
        robot.interact(() -> {
            buffer.append(sent("x ".repeat(400)));
            view.refresh();
            asides.set(0, aside("✓✓", "k2qxx"));
        });
        frames();
        Label shown = robot.lookup(".aside").query();
        double text = robot.lookup(".paragraph-text.sent .text").queryAll().stream()
                .mapToDouble(node -> node.localToScene(node.getLayoutBounds()).getMaxX()).max().orElseThrow();
        assertThat(text).isLessThan(shown.localToScene(shown.getLayoutBounds()).getMinX());
    }

    private static List<String> told(FxRobot robot) {
        return robot.lookup(".aside").queryAllAs(Label.class).stream().filter(Label::isVisible).map(Label::getText)
                .toList();
    }

    private static Aside aside(String sign, String name) {
        return new Aside(sign, name, Optional.empty(), "good", List.of(Message.of("window.typed.cameBack", 3)));
    }

    private static Line sent(String text) {
        return new Line("→", "sent", Instant.EPOCH, "", text, Optional.empty());
    }

    private String lastVisible() {
        return area.getParagraph(area.lastVisibleParToAllParIndex()).getText();
    }

    private void append(FxRobot robot, int count) throws Exception {
        robot.interact(() -> {
            for (int i = 0; i < count; i++) {
                buffer.append(line("line " + appended++));
            }
            view.refresh();
        });
        frames();
    }

    /** The mouse wheel turned by so many pixels, as the toolkit tells it. */
    private static ScrollEvent wheel(double pixels) {
        return new ScrollEvent(ScrollEvent.SCROLL, 10, 10, 10, 10, false, false, false, false, true, false, 0, pixels,
                0, pixels, ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0,
                0, null);
    }

    private static Line line(String text) {
        return new Line("←", "received", Instant.EPOCH, "", text, Optional.empty());
    }

    private static void frames() throws Exception {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        new FxRobot().interact(() -> new AnimationTimer() {
            private int left = 10;

            @Override
            public void handle(long now) {
                if (--left == 0) {
                    stop();
                    passed.complete(null);
                }
            }
        }.start());
        passed.get(20, TimeUnit.SECONDS);
    }
}
