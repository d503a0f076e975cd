package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twinport.entry.GivenEntry;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class EntryTextTest {

    private final EntryText text = new EntryText();

    @ParameterizedTest
    @CsvSource({ "10.0.0.1, , 10.0.0.1, ", "gateway.example:8400, , gateway.example, 8400",
            "31400=localhost, 31400, localhost, ", "31400=localhost:1, 31400, localhost, 1", "[fd00::1], , fd00::1, ",
            "31401=[fe80::1%eth0]:65535, 31401, fe80::1%eth0, 65535" })
    void addressesAreRead(String written, Integer gatewayPort, String host, Integer port) {
        assertThat(text.convert(written))
                .isEqualTo(new GivenEntry(Optional.ofNullable(gatewayPort), host, Optional.ofNullable(port)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "31400=", ":31400", "fd00::1", "a b", "host:", "http://host", "0=host", "host:65536",
            "99999=host", "[host", "=host" })
    void whatIsNoAddressIsRefused(String written) {
        assertThatThrownBy(() -> text.convert(written)).isInstanceOf(TypeConversionException.class);
    }
}
