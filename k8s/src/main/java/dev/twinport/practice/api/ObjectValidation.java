package dev.twinport.practice.api;

import dev.twinport.practice.access.RoleValidation;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a role or a binding must be like to be stored, beyond what its schema says. */
final class ObjectValidation {

    private ObjectValidation() {
    }

    /**
     * Lets an object pass, or not.
     *
     * @param before
     *            the object that is to be changed; empty for a new one
     *
     * @throws ApiFailure
     *             Invalid, with everything that is wrong
     */
    static void check(ResourceKey key, Optional<ObjectNode> before, ObjectNode object) {
        ResourceKind kind = key.kind();
        List<FieldError> problems = RoleValidation.problems(kind, before, object);
        if (!problems.isEmpty()) {
            throw ApiFailure.invalid(kind.group(), kind.kind(), key.name(), problems);
        }
    }
}
