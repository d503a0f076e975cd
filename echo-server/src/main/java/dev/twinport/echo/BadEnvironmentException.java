package dev.twinport.echo;

/**
 * An environment variable does not say what it must.
 */
final class BadEnvironmentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /**
     * Keeps the sentence.
     *
     * @param sentence
     *            for whoever set the variable: its name, its value, what it must be
     */
    BadEnvironmentException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
