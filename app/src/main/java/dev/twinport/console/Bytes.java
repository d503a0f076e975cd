package dev.twinport.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that do not change. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] source, int from, int to) {
        return new Bytes(Arrays.copyOfRange(source, from, to));
    }

    public static Bytes of(byte... source) {
        return new Bytes(source.clone());
    }

    /** The text in UTF-8. */
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** These bytes and the first {@code count} of others. */
    public Bytes with(byte[] others, int count) {
        byte[] joined = Arrays.copyOf(content, content.length + count);
        System.arraycopy(others, 0, joined, content.length, count);
        return new Bytes(joined);
    }

    public int size() {
        return content.length;
    }

    public byte at(int index) {
        return content[index];
    }

    /** A copy. */
    public byte[] toArray() {
        return content.clone();
    }

    /** The text, reading the bytes as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Their count only: what people send is not for logs. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
