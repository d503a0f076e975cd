package dev.twinport.practice.faults;

import java.util.Locale;

/** A text in the two languages. */
public record Text(String en, String zh) {

    /** The text in that language; anything that is not Chinese gets English. */
    public String in(Locale language) {
        return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
    }
}
