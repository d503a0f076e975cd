package dev.twinport.proof;

import dev.twinport.message.Message;
import dev.twinport.route.PodName;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence for one probe comes to.
 *
 * @param pod
 *            the pod that took the message, where that is known
 * @param reasons
 *            why, the deciding one first; never empty
 */
public record Verdict(Outcome outcome, Optional<PodName> pod, List<Message> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
