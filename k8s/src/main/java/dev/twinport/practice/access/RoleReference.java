package dev.twinport.practice.access;

import tools.jackson.databind.JsonNode;

/** The role a binding names: a {@code ClusterRole}, or a {@code Role} of the binding's own namespace. */
record RoleReference(String kind, String name) {

    static RoleReference of(JsonNode binding) {
        return new RoleReference(binding.at("/roleRef/kind").asString(""), binding.at("/roleRef/name").asString(""));
    }

    boolean isOfCluster() {
        return kind.equals("ClusterRole");
    }
}
