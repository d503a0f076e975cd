package dev.twinport.dialect;

import java.util.Optional;

/**
 * Istio's sample {@code samples/tcp-echo}: no greeting; answers each line with a prefix and a space before it, which
 * tells the versions apart ({@code one hello}); reads until a line feed and seems dead without one (its
 * {@code src/main.go}, {@code handleConnection}).
 */
final class IstioTcpEcho implements Dialect {

    @Override
    public String name() {
        return "istio-tcp-echo";
    }

    @Override
    public LineEnding lineEnding() {
        return LineEnding.LF;
    }

    @Override
    public Optional<String> podOf(String greeting, boolean whole) {
        return Optional.empty();
    }

    @Override
    public Optional<Echo> echo(String line, String message) {
        return line.endsWith(" " + message) ? Optional.of(new Echo(Optional
                .of(line.substring(0, line.length() - message.length()).strip()).filter(prefix -> !prefix.isEmpty())))
                : Optional.empty();
    }

    @Override
    public boolean echoNeedsWholeLine() {
        return false;
    }

    @Override
    public LogReader logReader() {
        return new IstioTcpEchoLog();
    }
}
