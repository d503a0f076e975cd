package dev.twinport.echo;

import java.util.Map;

/**
 * The TCP port to listen on.
 *
 * @param number
 *            0 to 65535; with 0 the system picks a free one
 */
record ListenPort(int number) {

    private static final String VARIABLE = "TCP_PORT";
    private static final ListenPort DEFAULT = new ListenPort(1025);
    private static final int LARGEST = 65535;

    /**
     * Reads {@code TCP_PORT}.
     *
     * @return the port {@code TCP_PORT} states, 1025 if it is not set or empty
     *
     * @throws BadEnvironmentException
     *             if it states no port
     */
    static ListenPort fromEnvironment(Map<String, String> environment) throws BadEnvironmentException {
        String text = environment.getOrDefault(VARIABLE, "");
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (text.startsWith("tcp://")) {
            // https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
            throw new BadEnvironmentException(VARIABLE + " is '" + text + "': Kubernetes sets it so in a namespace "
                    + "with a Service named 'tcp'. Set " + VARIABLE
                    + " in the pod's template, or enableServiceLinks: false.");
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= LARGEST) {
                return new ListenPort(number);
            }
        } catch (NumberFormatException notANumber) {
            // The sentence below says it.
        }
        throw new BadEnvironmentException(
                VARIABLE + " is '" + text + "', but must be a port number from 0 to " + LARGEST + ".");
    }
}
