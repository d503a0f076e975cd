package dev.twinport.desktop.fx;

import dev.twinport.message.Wording;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/**
 * What all views of the window have in common.
 *
 * @param wording
 *            the language; another language means other views
 * @param zone
 *            the zone times are written in
 * @param timestamps
 *            whether lines show when they came
 * @param showTimestamps
 *            changes that
 */
public record Look(Wording wording, ZoneId zone, ObservableValue<Boolean> timestamps,
        Consumer<Boolean> showTimestamps) {
}
