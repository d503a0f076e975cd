package dev.twinport.report;

import dev.twinport.console.Bytes;
import dev.twinport.message.Message;
import dev.twinport.proof.Token;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A report with every text in it rewritten, wherever it stands and whichever fields the records have: but for the names
 * of sentences, which are the program's own, and the tokens of probes.
 */
final class Rewritten {

    private final UnaryOperator<String> rewrite;

    private Rewritten(UnaryOperator<String> rewrite) {
        this.rewrite = rewrite;
    }

    static Report with(Report report, UnaryOperator<String> rewrite) {
        return (Report) new Rewritten(rewrite).value(report);
    }

    private Object value(Object value) {
        return switch (value) {
            case String text -> rewrite.apply(text);
            case Bytes bytes -> Bytes.of(rewrite.apply(bytes.text()));
            case Token token -> token;
            case Message message -> new Message(message.key(), message.arguments().stream().map(this::value).toList());
            case Optional<?> optional -> optional.map(this::value);
            case List<?> list -> list.stream().map(this::value).toList();
            case Set<?> set when set.isEmpty() || set.iterator().next() instanceof Enum<?> -> set;
            case Set<?> set -> copy(set);
            case Map<?, ?> map -> copy(map);
            case Record whole -> copy(whole);
            default -> value;
        };
    }

    private Set<Object> copy(Collection<?> set) {
        Set<Object> copy = new LinkedHashSet<>();
        set.forEach(one -> copy.add(value(one)));
        return copy;
    }

    private Map<Object, Object> copy(Map<?, ?> map) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(key instanceof String ? key : value(key), value(one)));
        return copy;
    }

    private Object copy(Record whole) {
        RecordComponent[] components = whole.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                values[i] = value(accessor.invoke(whole));
            }
            var constructor = whole.getClass().getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(whole.getClass().getName(), e);
        }
    }
}
