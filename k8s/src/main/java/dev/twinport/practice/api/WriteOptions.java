package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a write is to be carried out, whoever asks for it.
 *
 * @param dryRun
 *            whether everything is checked and answered, and nothing stored
 * @param fieldManager
 *            who is to own the fields that are written, as in {@code kubectl-edit}
 * @param force
 *            whether an apply takes fields over that others own
 * @param fieldValidation
 *            what to do about fields the kind does not have
 * @param user
 *            name of the user who asks; empty when the cluster itself does
 * @param check
 *            what the write must be allowed by besides, once the object is known
 * @param warnings
 *            takes what the writer is to be told beside the answer, a sentence each
 */
public record WriteOptions(boolean dryRun, String fieldManager, boolean force, FieldValidation fieldValidation,
        String user, WriteCheck check, Consumer<String> warnings) {

    private static final int MANAGER_LIMIT = 128;

    /** The values of {@code fieldValidation}. */
    public enum FieldValidation {
        IGNORE, WARN, STRICT
    }

    /** An ordinary write by a manager of that name, with the API server's defaults. */
    public static WriteOptions by(String fieldManager) {
        return new WriteOptions(false, fieldManager, false, FieldValidation.WARN, "", WriteCheck.NONE, warning -> {
            // Nobody is there to be warned.
        });
    }

    /**
     * What a request's query asks for. Without a {@code fieldManager} it is the first part of the User-Agent.
     *
     * @throws ApiFailure
     *             Invalid when a parameter has a value it cannot have
     */
    static WriteOptions of(Exchange exchange, String user, WriteCheck check) {
        Checks checks = new Checks(switch (exchange.method()) {
            case "POST" -> "CreateOptions";
            case "PUT" -> "UpdateOptions";
            case "PATCH" -> "PatchOptions";
            default -> "DeleteOptions";
        });
        String manager = exchange.query("fieldManager");
        boolean apply = exchange.header("Content-Type").startsWith(Patch.APPLY_TYPE);
        if (exchange.method().equals("PATCH")) {
            if (apply && manager.isEmpty()) {
                throw checks.failure(FieldError.required("fieldManager", "is required for apply patch"));
            }
            if (!apply && Flag.of(exchange, "force").isPresent()) {
                throw checks.failure(FieldError.forbidden("force", "may not be specified for non-apply patch"));
            }
        }
        if (manager.getBytes(StandardCharsets.UTF_8).length > MANAGER_LIMIT) {
            throw checks.failure(FieldError.tooLong("fieldManager", MANAGER_LIMIT));
        }
        String dryRun = exchange.query("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw checks.failure(FieldError.notSupported("dryRun", Json.array().add(dryRun), List.of("All")));
        }
        return new WriteOptions(!dryRun.isEmpty(), manager.isEmpty() ? agent(exchange.header("User-Agent")) : manager,
                Flag.isSet(exchange, "force"), validation(exchange.query("fieldValidation"), checks), user, check,
                exchange::warn);
    }

    private static FieldValidation validation(String text, Checks checks) {
        return switch (text) {
            case "Strict" -> FieldValidation.STRICT;
            case "Ignore" -> FieldValidation.IGNORE;
            case "", "Warn" -> FieldValidation.WARN;
            default -> throw checks
                    .failure(FieldError.notSupported("fieldValidation", text, List.of("", "Ignore", "Strict", "Warn")));
        };
    }

    /** Words refusals of parameters of one kind of request. */
    private record Checks(String kind) {

        ApiFailure failure(FieldError error) {
            return ApiFailure.invalid("meta.k8s.io", kind, "", List.of(error));
        }
    }

    private static String agent(String userAgent) {
        String first = userAgent.split("/", 2)[0].codePoints().filter(c -> !Character.isISOControl(c))
                .limit(MANAGER_LIMIT).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return first.isEmpty() ? "unknown" : first;
    }
}
