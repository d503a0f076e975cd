package dev.twinport.desktop;

import java.util.Locale;

/**
 * How the user likes the window.
 *
 * @param language
 *            English or simplified Chinese
 * @param zoomPercent
 *            size of everything, 100 is normal
 * @param timestamps
 *            whether consoles and logs show when each line came
 */
public record DesktopSettings(Theme theme, Locale language, int zoomPercent, boolean timestamps) {

    /** The colours. */
    public enum Theme {
        LIGHT, DARK;

        public Theme other() {
            return this == LIGHT ? DARK : LIGHT;
        }
    }

    public static final int SMALLEST_ZOOM = 60;
    public static final int LARGEST_ZOOM = 240;

    public static final DesktopSettings DEFAULT = new DesktopSettings(Theme.LIGHT, Locale.ENGLISH, 100, false);

    public DesktopSettings {
        zoomPercent = Math.clamp(zoomPercent, SMALLEST_ZOOM, LARGEST_ZOOM);
    }

    public DesktopSettings withTheme(Theme changed) {
        return new DesktopSettings(changed, language, zoomPercent, timestamps);
    }

    public DesktopSettings withLanguage(Locale changed) {
        return new DesktopSettings(theme, changed, zoomPercent, timestamps);
    }

    public DesktopSettings withZoom(int percent) {
        return new DesktopSettings(theme, language, percent, timestamps);
    }

    public DesktopSettings withTimestamps(boolean shown) {
        return new DesktopSettings(theme, language, zoomPercent, shown);
    }
}
