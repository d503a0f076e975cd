package dev.twinport.console;

import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a socket's exception means to the person at the console. */
final class Failures {

    private Failures() {
    }

    /** The symptom; by class where Java has one, by the operating system's words where it has not. */
    static Symptom symptomOf(IOException failure) {
        String words = describe(failure).toLowerCase(Locale.ROOT);
        return switch (failure) {
            case UnknownHostException _ -> Symptom.UNRESOLVED;
            case NoRouteToHostException _ -> Symptom.UNREACHABLE;
            case SocketTimeoutException _ -> Symptom.TIMEOUT;
            case ConnectException _ when words.contains("timed out") -> Symptom.TIMEOUT;
            case IOException _ when words.contains("unreachable") -> Symptom.UNREACHABLE;
            case ConnectException _ -> Symptom.REFUSED;
            case IOException _ when words.contains("reset") || words.contains("broken pipe")
                    || words.contains("aborted") -> Symptom.RESET;
            default -> Symptom.FAILED;
        };
    }

    static String describe(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** What the transcript says when a conversation is over. */
    static Message sentence(Symptom symptom, Entry entry, boolean opened, long received, Optional<IOException> failure,
            Duration connectTimeout) {
        return switch (symptom) {
            case UNRESOLVED -> failure.filter(NameService.Silent.class::isInstance).isPresent()
                    ? Message.of("console.event.unresolvedInTime", entry.host(), connectTimeout.toSeconds())
                    : Message.of("console.event.unresolved", entry.host());
            case UNREACHABLE -> Message.of("console.event.unreachable", entry.toString());
            case TIMEOUT -> Message.of("console.event.timeout", entry.toString(), connectTimeout.toSeconds());
            case REFUSED -> Message.of("console.event.refused", entry.toString());
            case CLOSED -> received == 0 ? Message.of("console.event.closedAtOnce", entry.toString())
                    : Message.of("console.event.closed", received);
            case RESET -> Message.of("console.event.reset", received);
            case DISCONNECTED ->
                    opened ? Message.of("console.event.disconnected", received) : Message.of("console.event.cancelled");
            case FAILED -> Message.of("console.event.failed", failure.map(Failures::describe).orElse("-"));
        };
    }
}
