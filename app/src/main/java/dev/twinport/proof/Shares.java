package dev.twinport.proof;

import dev.twinport.message.Message;
import dev.twinport.route.Destination;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What share of a route's connections each destination got, beside the configured weights. Only connections whose pod
 * is known count. Destinations that share a pod cannot be told apart and count as one.
 *
 * @param connections
 *            how many connections were counted, those that went elsewhere among them
 * @param shares
 *            of each destination, in the route's order
 */
public record Shares(int connections, List<Share> shares) {

    /** What weights mean to connections that are open already. */
    public static final Message CONNECTIONS_STAY = Message.of("proof.connectionsStay");

    /** The standard normal distribution's value for 95 % on both sides together. */
    private static final double Z = 1.959963984540054;
    /** Weights are whole percents: what lies within half of one is no difference. */
    private static final double ROUNDING = 0.005;

    public Shares {
        shares = List.copyOf(shares);
    }

    /**
     * One destination's share.
     *
     * @param name
     *            the subset's name, or the Service's; several joined by {@code +}
     * @param weight
     *            the configured share, in percent
     * @param count
     *            how many connections it got
     * @param low
     *            the lower end of the Wilson score interval for 95 %, from 0 to 1
     * @param high
     *            its upper end
     */
    public record Share(String name, int weight, int count, double low, double high) {

        /** Whether the configured share lies within the interval. */
        public boolean isConsistent() {
            double configured = weight / 100.0;
            return configured >= low - ROUNDING && configured <= high + ROUNDING;
        }
    }

    /**
     * Counts.
     *
     * @param byPod
     *            connections by the pod that took them
     */
    public static Shares of(List<Destination> destinations, Map<PodName, Integer> byPod) {
        int connections = byPod.values().stream().mapToInt(Integer::intValue).sum();
        List<Share> shares = new ArrayList<>();
        for (List<Destination> group : groups(destinations)) {
            int count = pods(group).stream().mapToInt(pod -> byPod.getOrDefault(pod, 0)).sum();
            shares.add(new Share(group.stream().map(Destination::shortName).collect(Collectors.joining(" + ")),
                    group.stream().mapToInt(Destination::weight).sum(), count, low(count, connections),
                    high(count, connections)));
        }
        return new Shares(connections, shares);
    }

    /** Whether every destination's configured share lies within its interval; with no connections, yes. */
    public boolean areConsistent() {
        return shares.stream().allMatch(Share::isConsistent);
    }

    /** Whether they can be compared, and do not fit. */
    public boolean areUnfit() {
        return shares.size() > 1 && !areConsistent();
    }

    /** What part of the connections that was, from 0 to 1; with no connections 0. */
    public double part(Share share) {
        return connections == 0 ? 0 : (double) share.count() / connections;
    }

    /** How many connections each destination got, beside its weight: a sentence each. */
    public List<Message> sentences() {
        return shares.stream().map(share -> Message.of("proof.share", share.name(), share.count(), connections,
                percent(part(share)), percent(share.low()), percent(share.high()), share.weight())).toList();
    }

    /** Whether they fit the weights, as far as that can be said. */
    public Message judgement() {
        return Message.of(connections == 0 ? "proof.sharesUnknown"
                : areConsistent() ? "proof.sharesConsistent" : "proof.sharesNotConsistent");
    }

    /** {@code 37.5}. */
    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f", part * 100);
    }

    private static List<List<Destination>> groups(List<Destination> destinations) {
        List<List<Destination>> groups = new ArrayList<>();
        for (Destination destination : destinations) {
            List<Destination> group = new ArrayList<>();
            Set<PodName> own = pods(List.of(destination));
            for (List<Destination> earlier : List.copyOf(groups)) {
                if (pods(earlier).stream().anyMatch(own::contains)) {
                    group.addAll(earlier);
                    groups.remove(earlier);
                }
            }
            group.add(destination);
            groups.add(group);
        }
        return groups;
    }

    private static Set<PodName> pods(List<Destination> destinations) {
        return destinations.stream().flatMap(destination -> destination.pods().stream()).map(PodTarget::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The lower end of the Wilson score interval: Wilson 1927, without continuity correction. */
    static double low(int count, int of) {
        return of == 0 ? 0 : count == 0 ? 0 : Math.max(0, centre(count, of) - halfWidth(count, of));
    }

    /** Its upper end. */
    static double high(int count, int of) {
        return of == 0 ? 1 : count == of ? 1 : Math.min(1, centre(count, of) + halfWidth(count, of));
    }

    private static double centre(int count, int of) {
        return (count + Z * Z / 2) / (of + Z * Z);
    }

    private static double halfWidth(int count, int of) {
        double share = (double) count / of;
        return Z / (1 + Z * Z / of) * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
    }
}
