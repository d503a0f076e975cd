package dev.twinport.cluster;

import dev.twinport.message.Message;

/** Something the cluster, or the way to it, refused. The message is a whole sentence with what to do. */
public final class ClusterException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal. {@code EXPIRED}: what was to be gone on with is too old; to be read anew. */
    public enum Cause {
        KUBECONFIG_UNREADABLE, NO_SUCH_CONTEXT, NO_SUCH_NAMESPACE, UNREACHABLE, NO_ANSWER, NOT_TRUSTED, UNAUTHORIZED,
        FORBIDDEN, NOT_FOUND, NOT_A_MESH, REFUSED, EXPIRED, CANCELLED
    }

    private final Cause reason;
    private final transient Message sentence;

    public ClusterException(Cause reason, Message sentence) {
        super(reason + " " + sentence.key());
        this.reason = reason;
        this.sentence = sentence;
    }

    public Cause reason() {
        return reason;
    }

    /** The sentence for the user. Never holds a token, a certificate or a kubeconfig's content. */
    public Message sentence() {
        return sentence;
    }
}
