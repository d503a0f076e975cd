package dev.twinport.desktop.fx;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;

/**
 * As tall as its wrapped content needs, and never less, up to its maximal height; what is taller is scrolled to, by
 * mouse or by keys. On the JavaFX thread.
 */
public final class TallScroll extends ScrollPane {

    /** An empty one. */
    public TallScroll() {
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        // Only what can be scrolled is worth a stop on the way through the window by keys.
        setFocusTraversable(false);
        // A scroll pane lays its content out by itself: that the content needs another height does not reach those
        // above.
        contentProperty().flatMap(TallScroll::needsLayout).subscribe(needed -> {
            if (Boolean.TRUE.equals(needed)) {
                requestLayout();
            }
        });
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double needed = neededHeight(width);
        return getMaxHeight() > 0 ? Math.min(needed, getMaxHeight()) : needed;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        setFocusTraversable(neededHeight(getWidth()) > getHeight() + 1);
    }

    private double neededHeight(double width) {
        Node content = getContent();
        Insets insets = getInsets();
        double inside = width < 0 ? -1 : Math.max(0, width - insets.getLeft() - insets.getRight());
        return content == null ? 0 : Math.ceil(content.prefHeight(inside)) + insets.getTop() + insets.getBottom();
    }

    private static @Nullable ObservableValue<Boolean> needsLayout(Node content) {
        return content instanceof Parent parent ? parent.needsLayoutProperty() : null;
    }
}
