package dev.twinport.dialect;

/** What stands behind a message on the connection. */
public enum LineEnding {
    LF("\n"), CRLF("\r\n"), NONE("");

    private final String text;

    LineEnding(String text) {
        this.text = text;
    }

    /** Its characters. */
    public String text() {
        return text;
    }
}
