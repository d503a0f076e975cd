package dev.twinport.practice.api;

import dev.twinport.practice.access.AccessRequest;
import dev.twinport.practice.access.Caller;
import dev.twinport.practice.access.CurrentPolicy;
import dev.twinport.practice.access.Escalation;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller needs besides the request's own verb: {@code create} when a patch creates, and to have every right that
 * a role or a binding gives.
 */
final class CallerWriteCheck implements WriteCheck {

    private final Gate gate;
    private final CurrentPolicy policy;
    private final Caller caller;

    CallerWriteCheck(Gate gate, CurrentPolicy policy, Caller caller) {
        this.gate = gate;
        this.policy = policy;
        this.caller = caller;
    }

    @Override
    public void check(ResourceKey key, String named, Optional<ObjectNode> before, ObjectNode after) {
        ResourceKind kind = key.kind();
        if (before.isEmpty() && !named.isEmpty()) {
            gate.require(caller, AccessRequest.resource("create", kind.group(), kind.plural(), key.namespace(), named));
        }
        Optional<String> refusal = Escalation.refusal(policy.get(), caller, key, named, before, after);
        if (refusal.isPresent()) {
            throw ApiFailure.forbidden(kind.group(), kind.plural(), key.name(), refusal.get());
        }
    }
}
