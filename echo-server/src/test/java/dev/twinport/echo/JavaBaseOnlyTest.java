package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Test;

class JavaBaseOnlyTest {

    @Test
    void serverNeedsNoModuleButJavaBase() throws Exception {
        Path classes = Path.of(EchoServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter said = new StringWriter();

        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(new PrintWriter(said), new PrintWriter(said),
                "--multi-release", "base", "--print-module-deps", "--ignore-missing-deps", classes.toString());

        assertThat(said.toString()).isEqualToIgnoringNewLines("java.base");
        assertThat(code).isZero();
    }
}
