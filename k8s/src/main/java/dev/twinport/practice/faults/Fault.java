package dev.twinport.practice.faults;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fault that can be switched on.
 *
 * @param id
 *            as in {@code TWP-05a}: the row of the catalogue of failures, and a letter where a row has variants
 * @param name
 *            as in {@code subset-missing}
 * @param step
 *            the step of the tutorial where it bites, 3 to 6
 * @param drill
 *            whether it is no fault of the objects but something to be practised
 * @param title
 *            a few words
 * @param description
 *            what is wrong, and how it comes about
 * @param client
 *            what a client sees
 * @param symptoms
 *            the same for tests: gateway port to what is seen there
 */
public record Fault(String id, String name, int step, boolean drill, Text title, Text description, Text client,
        SortedMap<Integer, Symptom> symptoms) {

    public Fault {
        symptoms = new TreeMap<>(symptoms);
    }

    /** The folder it is made of, as in {@code TWP-05a-subset-missing}. */
    public String folder() {
        return id + "-" + name;
    }
}
