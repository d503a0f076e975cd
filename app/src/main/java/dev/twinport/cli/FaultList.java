package dev.twinport.cli;

import dev.twinport.message.Bilingual;
import dev.twinport.message.Wording;
import dev.twinport.practice.faults.Fault;
import dev.twinport.practice.faults.FaultCatalogue;
import dev.twinport.practice.faults.Symptom;
import dev.twinport.practice.faults.Text;
import dev.twinport.practice.faults.UnavailableFault;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The faults of the practice cluster as text for people, and as JSON for programs. Pure. */
final class FaultList {

    private static final String LINE = "%-8s  %-24s  %-4s  %s%n";
    private static final String DETAIL = "%-8s  %s%n";

    private FaultList() {
    }

    /**
     * A table.
     *
     * @param verbose
     *            whether to say of each how it comes about and what a client sees
     */
    static String table(FaultCatalogue catalogue, Wording wording, boolean verbose) {
        StringBuilder text = new StringBuilder();
        text.append(LINE.formatted("ID", "NAME", "STEP", wording.say("cli.faults.title")));
        for (Fault fault : catalogue.faults()) {
            text.append(LINE.formatted(fault.id(), fault.name(), fault.step(), say(fault.title(), wording)));
            if (verbose) {
                text.append(DETAIL.formatted("", say(fault.description(), wording)));
                text.append(DETAIL.formatted("", wording.say("cli.faults.client", say(fault.client(), wording))))
                        .append(System.lineSeparator());
            }
        }
        text.append(System.lineSeparator()).append(wording.say("cli.faults.unavailable"))
                .append(System.lineSeparator());
        for (UnavailableFault row : catalogue.unavailable()) {
            text.append(DETAIL.formatted(row.id(), say(row.title(), wording)));
            text.append(DETAIL.formatted("", say(row.reason(), wording)));
        }
        return text.toString();
    }

    /** An object with {@code faults} and {@code unavailable}, texts in both languages. */
    static String json(FaultCatalogue catalogue) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ArrayNode faults = whole.putArray("faults");
        for (Fault fault : catalogue.faults()) {
            ObjectNode entry = faults.addObject().put("id", fault.id()).put("name", fault.name())
                    .put("step", fault.step()).put("drill", fault.drill());
            entry.set("title", json(fault.title()));
            entry.set("description", json(fault.description()));
            entry.set("client", json(fault.client()));
            ObjectNode symptoms = entry.putObject("symptoms");
            for (Map.Entry<Integer, Symptom> symptom : fault.symptoms().entrySet()) {
                symptoms.putObject(symptom.getKey().toString()).put("connect", symptom.getValue().connect())
                        .put("answer", symptom.getValue().answer()).put("end", symptom.getValue().end())
                        .put("flag", symptom.getValue().flag());
            }
        }
        ArrayNode unavailable = whole.putArray("unavailable");
        for (UnavailableFault row : catalogue.unavailable()) {
            ObjectNode entry = unavailable.addObject().put("id", row.id());
            entry.set("title", json(row.title()));
            entry.set("reason", json(row.reason()));
        }
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(whole)
                + System.lineSeparator();
    }

    private static ObjectNode json(Text text) {
        return JsonNodeFactory.instance.objectNode().put("en", text.en()).put("zh", text.zh());
    }

    private static String say(Text text, Wording wording) {
        return wording.say(new Bilingual(text.en(), text.zh()));
    }
}
