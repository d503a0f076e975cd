package dev.twinport.desktop.main;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import dev.twinport.desktop.DesktopSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** Colours and sizes of the window. Only for the window's thread. */
public final class DesktopLooks {

    private static final double NORMAL_FONT = 14;
    private static final double ICON_TO_FONT = 1.15;

    private DesktopLooks() {
    }

    /** Makes the scene look as the settings say. */
    public static void apply(DesktopSettings settings, Scene scene) {
        Theme theme = settings.theme() == DesktopSettings.Theme.LIGHT ? new PrimerLight() : new PrimerDark();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        String own = Objects.requireNonNull(DesktopLooks.class.getResource("/dev/twinport/desktop/twinport.css"))
                .toExternalForm();
        String colours = Objects.requireNonNull(DesktopLooks.class
                .getResource(settings.theme() == DesktopSettings.Theme.LIGHT ? "/dev/twinport/desktop/light.css"
                        : "/dev/twinport/desktop/dark.css"))
                .toExternalForm();
        scene.getStylesheets().setAll(List.of(own, colours, sizes(settings)));
    }

    /** The normal text's size in pixels. */
    static double fontSize(DesktopSettings settings) {
        return NORMAL_FONT * settings.zoomPercent() / 100;
    }

    /** Sizes that CSS cannot derive by itself, as a style sheet in an address. */
    private static String sizes(DesktopSettings settings) {
        double font = fontSize(settings);
        String css = String.format(Locale.ROOT, """
                .root, .tooltip, .context-menu { -fx-font-size: %.1fpx; }
                .ikonli-font-icon { -fx-icon-size: %.1fpx; }
                .message-icon { -fx-icon-size: %.1fpx; }
                """, font, font * ICON_TO_FONT, font * 4);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
