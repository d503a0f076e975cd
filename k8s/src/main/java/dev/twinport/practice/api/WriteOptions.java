package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;

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
 */
public record WriteOptions(boolean dryRun, String fieldManager, boolean force, FieldValidation fieldValidation,
        String user, WriteCheck check) {

    private static final int MANAGER_LIMIT = 128;

    /** The values of {@code fieldValidation}. */
    public enum FieldValidation {
        IGNORE, WARN, STRICT
    }

    /** An ordinary write by a manager of that name, with the API server's defaults. */
    public static WriteOptions by(String fieldManager) {
        return new WriteOptions(false, fieldManager, false, FieldValidation.WARN, "", WriteCheck.NONE);
    }

    /**
     * What a request's query asks for. Without a {@code fieldManager} it is the first part of the User-Agent.
     *
     * @throws ApiFailure
     *             when a parameter has a value it cannot have
     */
    static WriteOptions of(Exchange exchange, String user, WriteCheck check) {
        String manager = exchange.query("fieldManager");
        return new WriteOptions(isDryRun(exchange), manager.isEmpty() ? agent(exchange.header("User-Agent")) : manager,
                isTrue(exchange.query("force")), validation(exchange.query("fieldValidation")), user, check);
    }

    private static boolean isDryRun(Exchange exchange) {
        String dryRun = exchange.query("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw ApiFailure.badRequest("invalid dryRun: \"%s\", only \"All\" is supported".formatted(dryRun));
        }
        return !dryRun.isEmpty();
    }

    private static FieldValidation validation(String text) {
        return switch (text) {
            case "Strict" -> FieldValidation.STRICT;
            case "Ignore" -> FieldValidation.IGNORE;
            default -> FieldValidation.WARN;
        };
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }

    private static String agent(String userAgent) {
        String first = userAgent.split("/", 2)[0].codePoints().filter(c -> !Character.isISOControl(c))
                .limit(MANAGER_LIMIT).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return first.isEmpty() ? "unknown" : first;
    }
}
