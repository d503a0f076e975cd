package dev.twinport.cli;

import dev.twinport.route.Expectation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 31400=v1}. */
final class ExpectationText implements ITypeConverter<Expectation> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})=(\\S+)");

    @Override
    public Expectation convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'%s' is not of the form PORT=SUBSET, as in 31400=v1".formatted(text));
        }
        return new Expectation(Integer.parseInt(form.group(1)), form.group(2));
    }
}
