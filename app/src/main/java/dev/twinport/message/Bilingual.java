package dev.twinport.message;

/** A text that comes in both languages from where it is kept, and not from the words files. */
public record Bilingual(String english, String chinese) {
}
