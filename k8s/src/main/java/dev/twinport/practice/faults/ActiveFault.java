package dev.twinport.practice.faults;

import java.time.Instant;

/**
 * A fault that is switched on.
 *
 * @param namespace
 *            the namespace it was injected into
 * @param hidden
 *            whether it was drawn at random and not revealed: whoever shows this must not show which it is
 * @param since
 *            when it was injected
 */
public record ActiveFault(String namespace, Fault fault, boolean hidden, Instant since) {

    ActiveFault revealed() {
        return new ActiveFault(namespace, fault, false, since);
    }
}
