package dev.twinport.echo;

/**
 * Bytes as the tutorial's log shows them: unsigned decimal numbers, {@code [104 101 108 108 111 10]}.
 */
final class RawData {

    private static final String[] NUMBERS = new String[256];

    static {
        for (int number = 0; number < NUMBERS.length; number++) {
            NUMBERS[number] = Integer.toString(number);
        }
    }

    private RawData() {
    }

    static String text(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(4 * length + 2).append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                text.append(' ');
            }
            text.append(NUMBERS[Byte.toUnsignedInt(bytes[i])]);
        }
        return text.append(']').toString();
    }
}
