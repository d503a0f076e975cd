package dev.twinport.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds addresses in a text: IPv4, IPv6, node names made of an address, and the hosts of URLs. */
final class Addresses {

    private static final String KIND = "address";
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV4 = "(?:" + BYTE + "\\.){3}" + BYTE;
    private static final Pattern VERSION_4 = Pattern.compile("(?<![\\d.])" + IPV4 + "(?!\\d|\\.\\d)");
    private static final Pattern VERSION_6 = Pattern
            .compile("(?<![\\w:.])[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?:" + IPV4 + ")?(?![\\w:]|\\.\\d)");
    private static final Pattern DASHED = Pattern.compile("(?i)\\bip(?:-\\d{1,3}){4}[\\w.-]*");
    private static final Pattern URL_HOST = Pattern.compile("(?i)\\bhttps?://(?:[^\\s/@]*@)?([a-z0-9][a-z0-9.-]*)");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;

    private Addresses() {
    }

    /** The addresses in a text; they may overlap. */
    static List<Span> in(String text) {
        List<Span> spans = new ArrayList<>();
        Stream.of(VERSION_4, DASHED).flatMap(form -> form.matcher(text).results())
                .map(found -> new Span(found.start(), found.end(), KIND)).forEach(spans::add);
        VERSION_6.matcher(text).results().filter(found -> isVersion6(found.group()))
                .map(found -> new Span(found.start(), found.end(), KIND)).forEach(spans::add);
        URL_HOST.matcher(text).results().map(found -> new Span(found.start(1), found.end(1), KIND)).forEach(spans::add);
        return spans;
    }

    /** Eight groups of hexadecimal digits, or fewer around one {@code ::}; an IPv4 address counts as the last two. */
    private static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        String left = gap < 0 ? text : text.substring(0, gap);
        String right = gap < 0 ? "" : text.substring(gap + 2);
        List<String> groups = Stream.of(left, right).filter(side -> !side.isEmpty())
                .flatMap(side -> Stream.of(side.split(":", -1))).toList();
        boolean ends4 = !groups.isEmpty() && groups.getLast().contains(".");
        int count = groups.size() + (ends4 ? 1 : 0);
        boolean wellFormed = groups.stream().limit(ends4 ? groups.size() - 1 : groups.size())
                .allMatch(group -> GROUP.matcher(group).matches());
        return wellFormed && (gap < 0 ? count == GROUPS : count > 0 && count < GROUPS);
    }
}
