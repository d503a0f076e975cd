package dev.twinport.practice.objects;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The parts of names that Kubernetes makes up, from its alphabet without vowels and without digits that look like
 * letters, so that no word comes about (Kubernetes' {@code k8s.io/apimachinery/pkg/util/rand}).
 */
public final class SafeNames {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int PREFIX_LIMIT = 58;
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private SafeNames() {
    }

    /**
     * A name made up from its beginning and five random characters. Of a long beginning only so much is taken that the
     * name is a label still (Kubernetes' {@code SimpleNameGenerator}).
     *
     * @param prefix
     *            with the dash at its end, as in {@code tcp-echo-v1-7c775f57c9-}
     */
    public static String generated(String prefix, RandomGenerator random) {
        return prefix.substring(0, Math.min(prefix.length(), PREFIX_LIMIT)) + suffix(random);
    }

    /** Five random characters, as in {@code tcp-echo-v1-7c775f57c9-frprp}. */
    public static String suffix(RandomGenerator random) {
        StringBuilder suffix = new StringBuilder(5);
        for (int i = 0; i < 5; i++) {
            suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return suffix.toString();
    }

    /**
     * A pod template's hash, as in {@code 7c775f57c9}: the same for templates that differ in the order of keys only.
     *
     * @param collisions
     *            how many hashes of this template were found to be taken
     */
    public static String hash(JsonNode template, int collisions) {
        int hash = FNV_OFFSET;
        String hashed = canonical(template) + (collisions == 0 ? "" : Integer.toString(collisions));
        for (byte octet : hashed.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        StringBuilder name = new StringBuilder();
        Integer.toUnsignedString(hash).chars()
                .forEach(digit -> name.append(ALPHABET.charAt(digit % ALPHABET.length())));
        return name.toString();
    }

    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, String> sorted = new TreeMap<>();
            node.propertyStream().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
            return sorted.toString();
        }
        if (node.isArray()) {
            return node.valueStream().map(SafeNames::canonical).toList().toString();
        }
        return node.toString();
    }
}
