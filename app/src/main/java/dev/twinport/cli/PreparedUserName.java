package dev.twinport.cli;

import dev.twinport.practice.access.PreparedUser;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a practice cluster's prepared user; tells all names when there is no such user. */
final class PreparedUserName implements ITypeConverter<PreparedUser> {

    @Override
    public PreparedUser convert(String name) {
        return PreparedUser.named(name).orElseThrow(
                () -> new TypeConversionException("there is no prepared user '%s'; there are %s".formatted(name, Arrays
                        .stream(PreparedUser.values()).map(PreparedUser::userName).collect(Collectors.joining(", ")))));
    }
}
