package dev.twinport.practice.validation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A regular expression somebody has written into a schema: RE2's, as the API server has it. How long it takes to look
 * for it grows with the text, whatever the expression.
 */
final class Expression {

    /** Far more than Istio and the Gateway API have; definitions come and go. */
    private static final int MOST_KEPT = 2_000;
    private static final Map<String, Expression> KEPT = new ConcurrentHashMap<>();

    private final Pattern pattern;

    private Expression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws PatternSyntaxException
     *             if it is none, or repeats or nests more than Go allows, in Go's words
     */
    static Expression of(String text) {
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(text, written -> {
            new Extent(written).check();
            return new Expression(Pattern.compile(written));
        });
    }

    /** Whether the text has it in it. */
    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /**
     * How large an expression becomes when what it counts is written out. RE2/J 1.8 refuses {@code a{1001}}, but not
     * what amounts to more, which would take all memory; Go does ({@code regexp/syntax}).
     */
    private static final class Extent {

        private static final int MOST_COPIES = 1_000;
        private static final int MOST_STEPS = 100_000;
        private static final int DEEPEST = 1_000;
        private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?\\}");

        private final String text;
        private final Deque<Part> around = new ArrayDeque<>();
        private Part group = Part.NOTHING;
        private Part last = Part.NOTHING;
        private int at;

        Extent(String text) {
            this.text = text;
        }

        /**
         * @param copies
         *            how often its innermost part is there
         * @param steps
         *            how many characters and classes it has
         */
        private record Part(long copies, long steps) {

            static final Part NOTHING = new Part(1, 0);
            static final Part ONE = new Part(1, 1);

            Part and(Part next) {
                return new Part(Math.max(copies, next.copies), steps + next.steps);
            }

            Part times(long count) {
                return new Part(copies * Math.max(1, count), steps * Math.max(1, count));
            }
        }

        void check() {
            while (at < text.length()) {
                switch (text.charAt(at)) {
                    case '\\' -> escaped();
                    case '[' -> characters();
                    case '(' -> open();
                    case ')' -> close();
                    case '{' -> count();
                    default -> one(at + 1);
                }
            }
            if (group.and(last).steps > MOST_STEPS) {
                throw new PatternSyntaxException("expression too large", text);
            }
        }

        private void one(int end) {
            group = group.and(last);
            last = Part.ONE;
            at = end;
        }

        private void open() {
            if (around.size() == DEEPEST) {
                throw new PatternSyntaxException("expression nests too deeply", text);
            }
            around.push(group.and(last));
            group = Part.NOTHING;
            last = Part.NOTHING;
            at++;
        }

        private void close() {
            Part inside = group.and(last);
            if (!around.isEmpty()) {
                group = around.pop();
                last = inside;
            }
            at++;
        }

        private void count() {
            var count = COUNT.matcher(text.substring(at, Math.min(text.length(), at + 24)));
            if (!count.lookingAt()) {
                one(at + 1);
                return;
            }
            String most = count.group(3);
            last = last.times(Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most));
            if (last.copies > MOST_COPIES) {
                throw new PatternSyntaxException("invalid repeat count", count.group());
            }
            at += count.end();
        }

        /** One character, a class such as {@code \d} or {@code \p{Greek}}, or all between {@code \Q} and {@code \E}. */
        private void escaped() {
            char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            int next = at + 2;
            if (kind == 'Q') {
                int end = text.indexOf("\\E", next);
                int stop = end < 0 ? text.length() : end;
                while (at < stop) {
                    one(at + 1);
                }
                at = Math.min(text.length(), stop + 2);
            } else if ("pPx".indexOf(kind) >= 0 && text.startsWith("{", next)) {
                int end = text.indexOf('}', next);
                one(end < 0 ? text.length() : end + 1);
            } else {
                one(next);
            }
        }

        private void characters() {
            int end = at + 1;
            if (text.startsWith("^", end)) {
                end++;
            }
            // A bracket that comes first is one of the characters.
            if (text.startsWith("]", end)) {
                end++;
            }
            while (end < text.length() && text.charAt(end) != ']') {
                int named = text.startsWith("[:", end) ? text.indexOf(":]", end) : -1;
                if (named >= 0) {
                    end = named + 2;
                } else {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
            }
            one(end + 1);
        }
    }
}
