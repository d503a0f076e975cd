package dev.twinport.practice.pods;

import java.util.HashSet;
import java.util.Set;

/** The addresses of the node's pods: 10.244.0.2 to 10.244.15.254, of the network 10.244.0.0/20. Not thread-safe. */
final class PodAddresses {

    private static final String NETWORK = "10.244.";
    private static final int HOSTS = 16 * 256;
    private static final int LAST_OCTET = 255;

    private final Set<Integer> taken = new HashSet<>();
    private int last = 1;

    /** The next address in turn that no pod has, so that an address is not soon used again. */
    String take() {
        for (int tried = 0; tried < HOSTS; tried++) {
            last = last >= HOSTS - 2 ? 2 : last + 1;
            int octet = last % (LAST_OCTET + 1);
            if (octet != 0 && octet != LAST_OCTET && taken.add(last)) {
                return NETWORK + last / (LAST_OCTET + 1) + "." + octet;
            }
        }
        throw new IllegalStateException("No pod address is left: there are too many Pods.");
    }

    void giveBack(String address) {
        String[] octets = address.split("\\.", -1);
        taken.remove(Integer.parseInt(octets[2]) * (LAST_OCTET + 1) + Integer.parseInt(octets[3]));
    }
}
