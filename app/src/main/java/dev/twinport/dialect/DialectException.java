package dev.twinport.dialect;

import dev.twinport.message.Message;

/** What was said to describe or name a dialect does not. */
public final class DialectException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Message sentence;

    public DialectException(Message sentence) {
        super(sentence.key());
        this.sentence = sentence;
    }

    /** What is wrong, where, and what to do. */
    public Message sentence() {
        return sentence;
    }
}
