package dev.twinport.practice.access;

import java.util.List;

/**
 * A token found good.
 *
 * @param caller
 *            whose it is
 * @param audiences
 *            for which of those asked about
 */
public record Authenticated(Caller caller, List<String> audiences) {

    public Authenticated {
        audiences = List.copyOf(audiences);
    }
}
