package dev.twinport.console;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Knows the addresses of names: the operating system's resolver. */
@FunctionalInterface
interface NameService {

    /**
     * All addresses of a name, or the one a literal address stands for. May block for long.
     *
     * @throws UnknownHostException
     *             when the name has none
     */
    InetAddress[] addresses(String host) throws UnknownHostException;

    /** The name service did not answer in time. */
    final class Silent extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Silent(String host) {
            super(host);
        }
    }
}
