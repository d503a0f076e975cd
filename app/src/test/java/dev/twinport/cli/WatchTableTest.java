package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.Proofs;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WatchTableTest {

    private static final Instant START = Instant.parse("2026-11-24T18:00:00Z");

    @Test
    void aRowSaysVerdictTallySinceWhenAndTheLastFailure() {
        List<String> lines = lines(List.of(result(31400, Outcome.PROVEN, Outcome.MISROUTED, Outcome.PROVEN),
                result(31401, Outcome.PROVEN)), 200, 24, Wording.ENGLISH, Style.PLAIN);
        assertThat(lines).containsExactly("cluster  3s",
                "ROUTE       VERDICT   PROVEN  SINCE     ECHO    POD            LAST FAILURE",
                "31400 → v1  PROVEN ✓  2/3     18:00:02  0.7 ms  tcp-echo-v1-a  18:00:01 MISROUTED: pod tcp-echo-v2-b logged the message; expected: tcp-echo-v1-a",
                "31401 → v1  PROVEN ✓  1/1     18:00:00  0.7 ms  tcp-echo-v1-a  -");
    }

    @Test
    void aNarrowTerminalHasFewerColumnsAndTheVerdictStays() {
        List<String> lines = lines(List.of(result(31400, Outcome.BROKEN)), 30, 24, Wording.ENGLISH, Style.PLAIN);
        assertThat(lines.get(2)).startsWith("31400 → v1  BROKEN ✗");
        assertThat(lines(List.of(result(31400, Outcome.BROKEN)), 15, 24, Wording.ENGLISH, Style.PLAIN).get(2))
                .isEqualTo("31400 → v1  BR…");
    }

    @Test
    void whereNotAllFitWhatIsWrongIsShown() {
        List<RouteResult> results = new ArrayList<>();
        for (int port = 0; port < 100; port++) {
            results.add(result(31000 + port, port == 77 ? Outcome.BROKEN : Outcome.PROVEN));
        }
        List<String> lines = lines(results, 80, 10, Wording.ENGLISH, Style.PLAIN);
        assertThat(lines).hasSize(9).anySatisfy(line -> assertThat(line).contains("31077", "BROKEN"));
        assertThat(lines.getLast()).isEqualTo("and 94 more");
    }

    @Test
    void routesWithoutAProbeAndThoseThatAreGoneAreThere() {
        RouteResult waiting = new RouteResult(result(31400).route(), result(31400).entry(), Tally.EMPTY, List.of());
        RouteResult gone = result(31401, Outcome.PROVEN);
        List<String> lines = new WatchTable(text(Wording.ENGLISH, Style.PLAIN)).lines("c", List.of(waiting, gone),
                Set.of(gone.route().id()), new Screen.Size(80, 24));
        assertThat(lines.get(2)).contains("probing ...", "0/0");
        assertThat(lines.get(3)).contains("gone", "1/1");
    }

    @Test
    void coloursTakeNoRoom() {
        List<RouteResult> results = List.of(result(31400, Outcome.MISROUTED));
        List<String> plain = lines(results, 60, 24, Wording.ENGLISH, Style.PLAIN);
        List<String> colored = lines(results, 60, 24, Wording.ENGLISH, new Style(true));
        assertThat(colored.get(2)).contains("\u001b[31m");
        assertThat(colored.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")))
                .containsExactlyElementsOf(plain);
    }

    @Property(tries = 200)
    void noLineIsWiderThanTheTerminalNorTheTableHigher(@ForAll @IntRange(min = 5, max = 200) int columns,
            @ForAll @IntRange(min = 5, max = 40) int rows, @ForAll @IntRange(max = 60) int routes,
            @ForAll boolean chinese) {
        List<RouteResult> results = new ArrayList<>();
        for (int port = 0; port < routes; port++) {
            results.add(result(31000 + port, Outcome.values()[port % 4], Outcome.PROVEN));
        }
        List<String> lines = lines(results, columns, rows, chinese ? Wording.CHINESE : Wording.ENGLISH, Style.PLAIN);
        assertThat(lines).hasSizeLessThan(rows)
                .allSatisfy(line -> assertThat(WatchTable.columns(line)).isLessThanOrEqualTo(columns));
    }

    private static List<String> lines(List<RouteResult> results, int columns, int rows, Locale locale, Style style) {
        return new WatchTable(text(locale, style)).lines("cluster  3s", results, Set.<RouteId> of(),
                new Screen.Size(columns, rows));
    }

    private static ResultText text(Locale locale, Style style) {
        return new ResultText(new Wording(locale), style, ZoneOffset.UTC);
    }

    private static RouteResult result(int port, Outcome... outcomes) {
        Tally tally = Tally.EMPTY;
        Proof last = Proofs.proof(port, Outcome.PROVEN, START);
        for (int second = 0; second < outcomes.length; second++) {
            last = Proofs.proof(port, outcomes[second], START.plusSeconds(second));
            tally = tally.with(last);
        }
        return new RouteResult(last.route(), last.entry(), tally, List.of(last));
    }
}
