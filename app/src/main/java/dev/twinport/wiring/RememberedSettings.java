package dev.twinport.wiring;

import dev.twinport.desktop.DesktopSettings;
import dev.twinport.desktop.DesktopSettings.Theme;
import dev.twinport.message.Wording;
import java.util.Locale;
import java.util.Map;

/** The window's settings as names and values of a file. A value that makes no sense counts as not there. */
final class RememberedSettings {

    private static final String THEME = "theme";
    private static final String LANGUAGE = "language";
    private static final String ZOOM = "zoomPercent";
    private static final String TIMESTAMPS = "timestamps";

    private RememberedSettings() {
    }

    static DesktopSettings of(Map<String, String> values) {
        Locale ofMachine = Locale.getDefault().getLanguage().equals("zh") ? Wording.CHINESE : Wording.ENGLISH;
        String language = values.getOrDefault(LANGUAGE, ofMachine.toLanguageTag());
        return new DesktopSettings("dark".equals(values.get(THEME)) ? Theme.DARK : Theme.LIGHT,
                language.startsWith("zh") ? Wording.CHINESE : Wording.ENGLISH, zoom(values),
                Boolean.parseBoolean(values.get(TIMESTAMPS)));
    }

    static Map<String, String> toMap(DesktopSettings settings) {
        return Map.of(THEME, settings.theme() == Theme.DARK ? "dark" : "light", LANGUAGE,
                settings.language().toLanguageTag(), ZOOM, Integer.toString(settings.zoomPercent()), TIMESTAMPS,
                Boolean.toString(settings.timestamps()));
    }

    private static int zoom(Map<String, String> values) {
        String percent = values.getOrDefault(ZOOM, "");
        return percent.matches("\\d{1,4}") ? Integer.parseInt(percent) : DesktopSettings.DEFAULT.zoomPercent();
    }
}
