package dev.twinport.desktop.fx;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Three groups in a row: one at the left, one at the right, and before that one the second, which goes into a row of
 * its own when there is no room. On the JavaFX thread.
 */
public final class TwoRowBar extends Pane {

    private static final double GAP = 10;

    private record Rows(double first, double second) {
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return across(getInsets()) + getManagedChildren().stream().mapToDouble(group -> group.prefWidth(-1) + GAP).sum()
                - GAP;
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets insets = getInsets();
        Rows rows = rows(width < 0 ? Double.MAX_VALUE : width - across(insets));
        double gap = rows.second() > 0 ? insets.getTop() : 0;
        return insets.getTop() + rows.first() + gap + rows.second() + insets.getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double width = getWidth() - across(insets);
        Rows rows = rows(width);
        Node left = getChildren().get(0);
        Node middle = getChildren().get(1);
        Node right = getChildren().get(2);
        boolean oneRow = rows.second() == 0;
        double middleWidth = Math.min(middle.prefWidth(-1), width);
        double taken = oneRow ? middleWidth + 2 * GAP : GAP;
        double rightWidth = Math.min(right.prefWidth(-1),
                Math.max(right.minWidth(-1), width - taken - left.minWidth(-1)));
        double leftWidth = Math.min(left.prefWidth(-1), Math.max(0, width - taken - rightWidth));
        double end = insets.getLeft() + width;
        left.resizeRelocate(snapPositionX(insets.getLeft()), insets.getTop(), snapSizeX(leftWidth), rows.first());
        right.resizeRelocate(snapPositionX(end - rightWidth), insets.getTop(), snapSizeX(rightWidth), rows.first());
        double middleX = end - middleWidth - (oneRow ? rightWidth + GAP : 0);
        double middleY = oneRow ? insets.getTop() : insets.getTop() * 2 + rows.first();
        middle.resizeRelocate(snapPositionX(middleX), middleY, snapSizeX(middleWidth),
                oneRow ? rows.first() : rows.second());
    }

    /** The heights of the rows; the second is 0 when everything has room in the first. */
    private Rows rows(double width) {
        Node left = getChildren().get(0);
        Node middle = getChildren().get(1);
        Node right = getChildren().get(2);
        double sides = Math.max(left.prefHeight(-1), right.prefHeight(-1));
        boolean fits = left.minWidth(-1) + middle.prefWidth(-1) + right.prefWidth(-1) + 2 * GAP <= width;
        return fits ? new Rows(snapSizeY(Math.max(sides, middle.prefHeight(-1))), 0)
                : new Rows(snapSizeY(sides), snapSizeY(middle.prefHeight(-1)));
    }

    private static double across(Insets insets) {
        return insets.getLeft() + insets.getRight();
    }
}
