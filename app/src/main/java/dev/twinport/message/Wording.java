package dev.twinport.message;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Says messages in one language. Numbers are written without grouping, so that a port reads 31400 and not 31,400.
 *
 * @param locale
 *            the language; anything that is not Chinese is said in English
 */
public record Wording(Locale locale) {

    private static final String BUNDLE = "dev.twinport.message.words";

    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    /** The language of this machine. */
    public static Wording ofMachine() {
        return new Wording(Locale.getDefault());
    }

    /** All texts of this language, for FXML. */
    public ResourceBundle bundle() {
        return isChinese() ? ChineseTexts.BUNDLE : EnglishTexts.BUNDLE;
    }

    /** Read when the first sentence is said, and kept: looking a bundle up takes longer than a sentence. */
    private static final class EnglishTexts {
        private static final ResourceBundle BUNDLE = read(Locale.ROOT);
    }

    private static final class ChineseTexts {
        private static final ResourceBundle BUNDLE = read(CHINESE);
    }

    private static ResourceBundle read(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The message as a sentence of this language.
     *
     * @throws java.util.MissingResourceException
     *             when no text has that key: a mistake in the program
     */
    public String say(Message message) {
        Object[] arguments = message.arguments().stream().map(this::spell).toArray();
        return new MessageFormat(bundle().getString(message.key()), locale).format(arguments);
    }

    /** {@link #say} for a key and its arguments. */
    public String say(String key, Object... arguments) {
        return say(Message.of(key, arguments));
    }

    /** The text in this language. */
    public String say(Bilingual text) {
        return isChinese() ? text.chinese() : text.english();
    }

    private boolean isChinese() {
        return "zh".equals(locale.getLanguage());
    }

    private Object spell(Object argument) {
        return switch (argument) {
            case Message message -> say(message);
            case Number number -> number.toString();
            default -> argument.toString();
        };
    }
}
