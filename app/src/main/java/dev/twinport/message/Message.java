package dev.twinport.message;

import java.util.List;

/**
 * A sentence as data: which one, and what is filled in. {@link Wording} says it in a language.
 *
 * @param key
 *            the sentence's name in {@code words.properties}
 * @param arguments
 *            what stands for {@code {0}}, {@code {1}} ...; a {@code Message} among them is said first
 */
public record Message(String key, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    /** The sentence {@code key} with these arguments. */
    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }
}
