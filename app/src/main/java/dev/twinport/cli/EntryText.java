package dev.twinport.cli;

import dev.twinport.entry.GivenEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code gateway.example}, {@code 10.0.0.1:31400}, {@code 31400=[fd00::1]:443}. */
final class EntryText implements ITypeConverter<GivenEntry> {

    private static final Pattern FORM = Pattern
            .compile("(?:(\\d{1,5})=)?(?:\\[([0-9A-Fa-f:.%\\w]+)\\]|([^\\s:=\\[\\]]+))(?::(\\d{1,5}))?");
    private static final int LARGEST_PORT = 65_535;

    @Override
    public GivenEntry convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException(
                    "'%s' is not of the form [PORT=]HOST[:PORT], as in 10.0.0.1 or 31400=localhost:8400"
                            .formatted(text));
        }
        String host = form.group(2) == null ? form.group(3) : form.group(2);
        return new GivenEntry(port(form.group(1)), host, port(form.group(4)));
    }

    private static Optional<Integer> port(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > LARGEST_PORT) {
            throw new TypeConversionException("%s is no port: they go from 1 to %s".formatted(text, LARGEST_PORT));
        }
        return Optional.of(port);
    }
}
