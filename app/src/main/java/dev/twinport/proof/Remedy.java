package dev.twinport.proof;

import dev.twinport.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What would supply evidence that is missing: a permission, with the command that shows whether one has it, or an
 * option of this program. Told from the reason why it is missing.
 */
final class Remedy {

    private Remedy() {
    }

    /** The remedies for all the causes the reason tells of, each once; none when it tells of none that has one. */
    static List<Message> of(Message reason) {
        List<Message> remedies = new ArrayList<>();
        collect(reason, remedies);
        return remedies.stream().distinct().toList();
    }

    private static void collect(Message reason, List<Message> to) {
        List<Object> said = reason.arguments();
        switch (reason.key()) {
            case "cluster.forbidden" -> to.add(Message.of("proof.needsRight", said.get(0), said.get(1), said.get(2),
                    canI(said.get(0), said.get(1)) + " -n " + said.get(2)));
            case "cluster.forbiddenEverywhere" -> to.add(Message.of("proof.needsRightEverywhere", said.get(0),
                    said.get(1), canI(said.get(0), said.get(1)) + " --all-namespaces"));
            case "entry.unread" -> {
                said.stream().filter(Message.class::isInstance).map(Message.class::cast)
                        .forEach(part -> collect(part, to));
                to.add(Message.of("proof.needsEntry"));
            }
            case "cluster.outsideScope" -> to.add(Message.of("proof.needsScope"));
            case "proof.logNotOpenInTime" -> to.add(Message.of("proof.needsTime"));
            default -> said.stream().filter(Message.class::isInstance).map(Message.class::cast)
                    .forEach(part -> collect(part, to));
        }
    }

    /** A slash would be read as an object's name: kubectl has an option for what a Role writes as {@code pods/log}. */
    private static String canI(Object verb, Object resource) {
        String[] parts = resource.toString().split("/", 2);
        return "kubectl auth can-i " + verb + " " + parts[0] + (parts.length == 2 ? " --subresource=" + parts[1] : "");
    }
}
