package dev.twinport.practice.controllers;

import tools.jackson.databind.JsonNode;

/**
 * How a Deployment goes from old pods to new ones.
 *
 * @param recreate
 *            all old pods end before the first new one begins
 * @param maxSurge
 *            how many pods more than desired there may be
 * @param maxUnavailable
 *            how many pods fewer than desired may be ready
 */
record RolloutStrategy(boolean recreate, int maxSurge, int maxUnavailable) {

    /**
     * Reads {@code spec.strategy}; a quarter each where it says nothing, surge rounded up, unavailable rounded down.
     */
    static RolloutStrategy of(JsonNode strategy, int desired) {
        if (strategy.path("type").asString("").equals("Recreate")) {
            return new RolloutStrategy(true, 0, 0);
        }
        JsonNode rolling = strategy.path("rollingUpdate");
        int surge = count(rolling.path("maxSurge"), desired, true);
        int unavailable = Math.min(desired, count(rolling.path("maxUnavailable"), desired, false));
        // Both zero would never move; Kubernetes takes one unavailable then.
        return new RolloutStrategy(false, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /** How many pods may be missing before the Deployment is said not to be available: none with Recreate. */
    int unavailableAllowed() {
        return recreate ? 0 : maxUnavailable;
    }

    private static int count(JsonNode value, int desired, boolean roundUp) {
        if (value.isNumber()) {
            return Math.max(0, value.asInt(0));
        }
        String text = value.asString("25%");
        if (!text.matches("\\d{1,3}%")) {
            return 0;
        }
        long hundredths = Long.parseLong(text.substring(0, text.length() - 1)) * desired;
        return Math.clamp(roundUp ? Math.ceilDiv(hundredths, 100) : Math.floorDiv(hundredths, 100), 0,
                Integer.MAX_VALUE);
    }
}
