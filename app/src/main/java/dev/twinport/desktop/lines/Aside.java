package dev.twinport.desktop.lines;

import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * What is told at the right of a line. It is no part of the text, and is not copied with it.
 *
 * @param sign
 *            a few characters that say it without colour
 * @param name
 *            whom it is about, short; empty when about nobody
 * @param word
 *            said behind them in the window's language, when signs are not enough
 * @param tone
 *            the style class: {@code quiet, good, bad} or {@code doubtful}
 * @param sentences
 *            the same in full
 */
public record Aside(String sign, String name, Optional<Message> word, String tone, List<Message> sentences) {

    public Aside {
        sentences = List.copyOf(sentences);
    }
}
