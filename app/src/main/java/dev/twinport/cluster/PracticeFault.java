package dev.twinport.cluster;

import dev.twinport.message.Bilingual;

/**
 * A fault that can be switched on in a practice cluster.
 *
 * @param id
 *            as in {@code TWP-05a}
 * @param name
 *            as in {@code subset-missing}
 * @param step
 *            the step of the tutorial where it bites
 * @param title
 *            a few words
 * @param description
 *            what is wrong, and how it comes about
 * @param client
 *            what a client sees
 */
public record PracticeFault(String id, String name, int step, Bilingual title, Bilingual description,
        Bilingual client) {
}
