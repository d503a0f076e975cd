package dev.twinport.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What is taken out of a report before it is written. What was taken out stands as a marker such as
 * {@code [redacted-password-1]}; the same thing has the same marker everywhere in the report. A probe's own token is no
 * secret: it was made for the probe and is worth nothing to anyone.
 */
public enum Redaction {
    /** Nothing: for who keeps the report to themselves. */
    NONE {
        @Override
        List<Span> find(String text) {
            return List.of();
        }
    },
    /**
     * Tokens, authorization headers, cookies, certificates and keys, kubeconfigs, passwords, as {@link Secrets} knows
     * them.
     */
    SECRETS {
        @Override
        List<Span> find(String text) {
            return Secrets.in(text);
        }
    },
    /** Secrets, and the addresses and host names of nodes, pods, load balancers and the API server. */
    ADDRESSES {
        @Override
        List<Span> find(String text) {
            List<Span> spans = new ArrayList<>(Secrets.in(text));
            spans.addAll(Addresses.in(text));
            return spans;
        }
    };

    abstract List<Span> find(String text);

    /** The report without it. */
    public Report apply(Report report) {
        return this == NONE ? report : new Redactor(this, report).redacted();
    }
}
