package dev.twinport.desktop.lines;

import dev.twinport.message.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a line's text: in front of it the mark, the time and the source; at the right end of the line its
 * aside. The text control has a place for nodes in front of a line only, so the aside lies outside of this box, at the
 * line's right end.
 */
final class LineMargin extends HBox {

    private static final List<String> TONES = List.of("quiet", "good", "bad", "doubtful");
    private static final double FROM_EDGE = 4;

    private @Nullable Label aside;

    /** Behind the others. */
    void add(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        getChildren().add(label);
    }

    /** Shows the aside as it changes, as long as the line is on the screen. */
    void show(ObservableValue<Optional<Aside>> told, Wording wording) {
        Label label = new Label();
        label.getStyleClass().add("aside");
        label.setManaged(false);
        getChildren().add(label);
        aside = label;
        told.when(sceneProperty().map(_ -> true).orElse(false)).subscribe(now -> fill(label, now, wording));
        parentProperty().flatMap(LineMargin::widthOf).subscribe(_ -> requestLayout());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Label label = aside;
        if (label != null && getParent() instanceof Region line) {
            double width = label.prefWidth(-1);
            double height = label.prefHeight(-1);
            label.resize(width, height);
            positionInArea(label, line.getWidth() - getLayoutX() - width - FROM_EDGE, 0, width, height, 0, HPos.LEFT,
                    VPos.TOP);
        }
    }

    private void fill(Label label, Optional<Aside> now, Wording wording) {
        label.setVisible(now.isPresent());
        now.ifPresent(told -> {
            label.getStyleClass().removeAll(TONES);
            label.getStyleClass().add(told.tone());
            label.setText(told.sign() + (told.name().isEmpty() ? "" : " " + told.name())
                    + told.word().map(word -> " " + wording.say(word)).orElse(""));
            String sentences = told.sentences().stream().map(wording::say).collect(Collectors.joining("\n"));
            label.setTooltip(new Tooltip(sentences));
            label.setAccessibleText(sentences);
        });
        requestLayout();
    }

    private static @Nullable ObservableValue<Number> widthOf(Parent parent) {
        return parent instanceof Region line ? line.widthProperty() : null;
    }
}
