package dev.twinport.practice.api.protobuf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The messages of Kubernetes' API and their fields, as {@code k8s/record/protobuf-fields} recorded them. */
final class FieldTable {

    private static final String RESOURCE = "fields.tsv";

    private final Map<String, Map<Integer, Field>> messages;

    private FieldTable(Map<String, Map<Integer, Field>> messages) {
        this.messages = messages;
    }

    /**
     * One field of a message.
     *
     * @param name
     *            its name in JSON; empty when what is in it stands in its place
     * @param type
     *            such as {@code string}, or the name of a message
     * @param repeated
     *            whether it is a list
     * @param map
     *            whether it is a map from texts to this type
     * @param dropsZero
     *            whether JSON leaves it out when it is zero, false or empty
     */
    record Field(String name, String type, boolean repeated, boolean map, boolean dropsZero) {
    }

    /** The table that comes with the program; read when it is first asked for. */
    static FieldTable recorded() {
        return Recorded.TABLE;
    }

    boolean has(String message) {
        return messages.containsKey(message);
    }

    /** The fields of a message by number; none for one that is not known. */
    Map<Integer, Field> of(String message) {
        return messages.getOrDefault(message, Map.of());
    }

    private static FieldTable read() {
        try (InputStream in = FieldTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + RESOURCE + ".");
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FieldTable read(BufferedReader lines) throws IOException {
        Map<String, Map<Integer, Field>> messages = new HashMap<>();
        Map<Integer, Field> fields = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("@")) {
                fields = new HashMap<>();
                messages.put(line.substring(1), fields);
            } else {
                String[] columns = line.split("\t", -1);
                String marks = columns[3];
                fields.put(Integer.parseInt(columns[0]), new Field(columns[1].equals("-") ? "" : columns[1], columns[2],
                        marks.contains("r"), marks.contains("m"), marks.contains("z")));
            }
        }
        return new FieldTable(messages);
    }

    /** Holds the table, so that it is read when a body first needs it. */
    private static final class Recorded {

        private static final FieldTable TABLE = read();
    }
}
