package dev.twinport.cli;

import dev.twinport.report.ReportFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code json}, {@code json=FILE}; {@code -} is the standard output. */
final class OutputText implements ITypeConverter<Output> {

    private static final String TEXT = "text";
    private static final String STANDARD_OUTPUT = "-";

    @Override
    public Output convert(String written) {
        int equals = written.indexOf('=');
        Optional<ReportFormat> format = format(equals < 0 ? written : written.substring(0, equals));
        return new Output(format, equals < 0 ? Optional.empty() : file(written.substring(equals + 1)));
    }

    private static Optional<ReportFormat> format(String name) {
        if (name.equals(TEXT)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(ReportFormat.values()).filter(format -> name(format).equals(name)).findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no format '%s'; there are %s".formatted(name, String.join(", ", names())))));
    }

    private static Optional<Path> file(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name of the file is missing");
        }
        try {
            return name.equals(STANDARD_OUTPUT) ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'%s' is no name of a file".formatted(name));
        }
    }

    private static String name(ReportFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names() {
        return Stream.concat(Stream.of(TEXT), Arrays.stream(ReportFormat.values()).map(OutputText::name)).toList();
    }

    /** The names shells complete. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
