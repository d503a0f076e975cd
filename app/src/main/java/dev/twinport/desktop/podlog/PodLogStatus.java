package dev.twinport.desktop.podlog;

import dev.twinport.message.Message;
import dev.twinport.podlog.LogAccount;
import dev.twinport.podlog.PodLogState;
import java.util.Optional;

/**
 * How the shown logs are.
 *
 * @param state
 *            of several logs, the state that needs attention most; empty when there is no log
 * @param trouble
 *            why a log is not followed
 * @param account
 *            the sums over the shown logs
 */
public record PodLogStatus(Optional<PodLogState> state, Optional<Message> trouble, LogAccount account) {

    static final PodLogStatus NONE = new PodLogStatus(Optional.empty(), Optional.empty(), LogAccount.NOTHING);
}
