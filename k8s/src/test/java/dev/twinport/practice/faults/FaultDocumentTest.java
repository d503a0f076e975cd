package dev.twinport.practice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The list of faults in the trainers' document is made from the folders of {@code k8s/faults}. With
 * {@code -Dfaults.document=write} it is written; otherwise it must be up to date.
 */
class FaultDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "practice-cluster.md");
    private static final String BEGIN = "<!-- made from k8s/faults by FaultDocumentTest -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void theListOfFaultsIsThatOfTheFolders() throws Exception {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(BEGIN, END);
        String whole = document.substring(0, document.indexOf(BEGIN) + BEGIN.length()) + list()
                + document.substring(document.indexOf(END));
        if ("write".equals(System.getProperty("faults.document"))) {
            Files.writeString(DOCUMENT, whole);
        } else {
            assertThat(document).isEqualTo(whole);
        }
    }

    /** Two tables of Markdown. */
    private static String list() {
        FaultCatalogue catalogue = FaultCatalogue.read();
        StringBuilder text = new StringBuilder();
        text.append("\n| id | name | step | what is wrong | what a client sees |\n|---|---|---|---|---|\n");
        for (Fault fault : catalogue.faults()) {
            text.append(row(List.of(fault.id(), "`" + fault.name() + "`", Integer.toString(fault.step()),
                    "**" + fault.title().en() + ".** " + fault.description().en(), fault.client().en())));
        }
        text.append("\nNot to be had in a practice cluster:\n\n| id | failure | why not |\n|---|---|---|\n");
        for (UnavailableFault row : catalogue.unavailable()) {
            text.append(row(List.of(row.id(), row.title().en(), row.reason().en())));
        }
        return text.append('\n').toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |\n";
    }
}
