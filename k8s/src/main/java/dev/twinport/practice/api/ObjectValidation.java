package dev.twinport.practice.api;

import dev.twinport.practice.access.RoleValidation;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.SecretValidation;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an object must be like to be stored, beyond what its schema says. */
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
        List<FieldError> problems;
        if (kind.equals(ResourceKinds.SECRET)) {
            SecretValidation.misencoded(object).ifPresent(why -> {
                throw ApiFailure.badRequest("Secret in version \"v1\" cannot be handled as a Secret: " + why);
            });
            problems = SecretValidation.problems(before, object);
        } else {
            problems = RoleValidation.problems(kind, before, object);
        }
        if (!problems.isEmpty()) {
            throw ApiFailure.invalid(kind.group(), kind.kind(), key.name(), problems);
        }
    }
}
