package dev.twinport.practice.definitions;

import dev.twinport.practice.definitions.Definition.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/**
 * Which of the names a definition asks for it gets: those no other definition of its group has
 * ({@code apiextensions-apiserver}, naming controller). A name it has got before it keeps.
 *
 * @param names
 *            what it has then
 * @param reason
 *            of the condition NamesAccepted; {@code NoConflicts} when it got all it asked for
 * @param message
 *            of that condition
 */
record NameDecision(Names names, String reason, String message) {

    private static final Names NONE = Names.of(MissingNode.getInstance());

    static NameDecision of(Names requested, Names accepted, List<Names> others) {
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Names other : others) {
            resources.addAll(other.ofResource());
            kinds.add(other.kind());
            kinds.add(other.listKind());
        }
        kinds.remove("");
        List<NameDecision> conflicts = new ArrayList<>();
        String plural = decide("Plural", requested.plural(), accepted.plural(), resources, conflicts);
        String singular = decide("Singular", requested.singular(), accepted.singular(), resources, conflicts);
        List<String> shortNames = requested.shortNames();
        for (String shortName : requested.shortNames()) {
            if (!accepted.shortNames().contains(shortName) && resources.contains(shortName)) {
                conflicts.add(conflict("ShortNames", shortName));
                shortNames = accepted.shortNames();
            }
        }
        String kind = decide("Kind", requested.kind(), accepted.kind(), kinds, conflicts);
        String listKind = decide("ListKind", requested.listKind(), accepted.listKind(), kinds, conflicts);
        Names names = new Names(plural, singular, shortNames, kind, listKind, requested.categories());
        NameDecision last = conflicts.isEmpty() ? new NameDecision(names, "NoConflicts", "no conflicts found")
                : conflicts.getLast();
        return new NameDecision(names, last.reason(), last.message());
    }

    boolean allAccepted() {
        return reason.equals("NoConflicts");
    }

    private static String decide(String what, String requested, String accepted, Set<String> taken,
            List<NameDecision> conflicts) {
        if (requested.equals(accepted) || !taken.contains(requested)) {
            return requested;
        }
        conflicts.add(conflict(what, requested));
        return accepted;
    }

    private static NameDecision conflict(String what, String name) {
        return new NameDecision(NONE, what + "Conflict", "\"%s\" is already in use".formatted(name));
    }
}
