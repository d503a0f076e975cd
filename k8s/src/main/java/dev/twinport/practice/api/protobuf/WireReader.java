package dev.twinport.practice.api.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads protobuf's wire format field by field: {@link #next}, then one of the others for what the field holds. Used by
 * one thread.
 * <p>
 * Every method throws {@link IllegalArgumentException} when the bytes end too early or are no wire format.
 */
final class WireReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = 7;
    private static final int VARINT_BITS = 7;

    private final ByteBuffer bytes;
    private int number;
    private int wireType;

    WireReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the end. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> TYPE_BITS);
        wireType = (int) tag & TYPE_MASK;
        if (number <= 0 || tag >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException("illegal tag " + tag);
        }
        return true;
    }

    /** The number of the field. */
    int number() {
        return number;
    }

    /** How the field is written: one of the constants. */
    int wireType() {
        return wireType;
    }

    /** Whether anything is left: for packed lists. */
    boolean hasRemaining() {
        return bytes.hasRemaining();
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
            require(1);
            byte octet = bytes.get();
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("integer overflow");
    }

    long fixed64() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    int fixed32() {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    byte[] bytes() {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("unexpected EOF");
        }
        byte[] content = new byte[(int) length];
        bytes.get(content);
        return content;
    }

    String text() {
        return text(bytes());
    }

    static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("text is no UTF-8: " + Arrays.toString(utf8), malformed);
        }
    }

    /** Passes over what the field holds. */
    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case BYTES -> bytes();
            case FIXED32 -> fixed32();
            default -> throw new IllegalArgumentException("illegal wireType " + wireType);
        }
    }

    private void require(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException("unexpected EOF");
        }
    }
}
