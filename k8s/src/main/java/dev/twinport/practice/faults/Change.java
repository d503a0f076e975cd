package dev.twinport.practice.faults;

import dev.twinport.practice.store.ResourceKey;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one command did to one object.
 *
 * @param before
 *            the object right before; empty when there was none
 * @param after
 *            the object right after; empty when there is none any more
 */
record Change(ResourceKey key, Optional<ObjectNode> before, Optional<ObjectNode> after) {
}
