package dev.twinport.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineHistoryTest {

    private final LineHistory history = new LineHistory(3);

    @Test
    void upGoesBackAndDownComesBackToWhatWasBeingTyped() {
        history.entered("one");
        history.entered("two");
        assertThat(history.older("typ")).isEqualTo("two");
        assertThat(history.older("two")).isEqualTo("one");
        assertThat(history.older("one")).isEqualTo("one");
        assertThat(history.newer("one")).isEqualTo("two");
        assertThat(history.newer("two")).isEqualTo("typ");
        assertThat(history.newer("typ")).isEqualTo("typ");
    }

    @Test
    void repeatedAndEmptyLinesAreNotKept() {
        history.entered("one");
        history.entered("one");
        history.entered("");
        assertThat(history.older("")).isEqualTo("one");
        assertThat(history.older("one")).isEqualTo("one");
    }

    @Test
    void oldestGoFirst() {
        for (String line : new String[] { "1", "2", "3", "4" }) {
            history.entered(line);
        }
        assertThat(history.older("")).isEqualTo("4");
        assertThat(history.older("4")).isEqualTo("3");
        assertThat(history.older("3")).isEqualTo("2");
        assertThat(history.older("2")).isEqualTo("2");
    }

    @Test
    void enteringStartsAtTheNewestAgain() {
        history.entered("1");
        history.entered("2");
        history.older("");
        history.older("2");
        history.entered("1");
        assertThat(history.older("")).isEqualTo("1");
        assertThat(history.older("1")).isEqualTo("2");
    }
}
