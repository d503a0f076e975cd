package dev.twinport.desktop.console;

import dev.twinport.flow.Subscription;
import dev.twinport.proof.TypedLine;
import dev.twinport.route.PodName;
import java.util.List;
import java.util.Set;

/** Tells what becomes of the lines typed into a console. Any thread. */
public interface TypedLineSource {

    /** What is known of the lines typed last, oldest first; the same list as long as nothing is new. */
    List<TypedLine> lines();

    /** Calls {@code flag} when there is something new: on any thread. */
    Subscription onChange(Runnable flag);

    /** The pods the route selects now. */
    Set<PodName> selected();
}
