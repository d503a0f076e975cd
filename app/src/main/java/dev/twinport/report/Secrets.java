package dev.twinport.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds secrets in a text by their form or by what stands before them: keys and certificates (PEM, and PEM in base64 as
 * kubeconfigs have it), whole kubeconfigs, JSON Web Tokens, tokens with the prefixes their issuers give them,
 * authorization headers and cookies, passwords in URLs, and the values of names that say they are secret.
 */
final class Secrets {

    private static final String NAME = "[A-Za-z0-9_.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key"
            + "|private[_-]?key|client-key|client-certificate|certificate-authority|credential)"
            + "(?:[_.-]?(?:key|value|data|base64|b64))?";
    private static final String VALUE = "(?:\"((?:[^\"\\\\]|\\\\.)+)\"|'([^']+)'|([^\\s,;&\"'`}\\])<>]+))";
    private static final String MORE_BASE64 = "[A-Za-z0-9+/=]+(?:\\s*\\n[ \\t]*[A-Za-z0-9+/=]{40,})*"
            + "(?:\\s*\\n[ \\t]*[A-Za-z0-9+/=]{1,39}(?=\\s*(?:\\n|\\z)))?";

    private static final Pattern NAMED = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern KUBECONFIG = Pattern
            .compile("[\"']?kind[\"']?\\s*:\\s*[\"']?Config[\"']?(?![A-Za-z])");
    private static final Pattern OF_KUBECONFIG = Pattern.compile("[\"']?(?:clusters|users)[\"']?\\s*:");

    private static final List<Form> FORMS = List.of(
            new Form("pem", "-----BEGIN [A-Z0-9 ]+-----(?s:.*?)(?:-----END [A-Z0-9 ]+-----|\\z)"),
            new Form("pem", "LS0tLS1CRUdJTi" + MORE_BASE64),
            new Form("jwt", "\\beyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){1,4}"),
            new Form("token",
                    "\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|glpat-[\\w-]{20,}|xox[abeprs]-[\\w-]{10,}"
                            + "|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\\w-]{30,}|ya29\\.[\\w-]{10,}|hv[sb]\\.[\\w-]{20,}|sk-[\\w-]{20,}"
                            + "|sha256~[\\w-]{20,}|k8s-aws-v1\\.[\\w-]+)"),
            new Form("token",
                    "(?i)\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?(?:[A-Za-z]+[ \\t]+)?([^\\s\"',]+)"),
            new Form("token", "(?i)\\b(?:set-)?cookie[\"']?\\s*:\\s*[\"']?([^\"'\\r\\n]+)"),
            new Form("token", "(?i)\\bbearer[ \\t]+([A-Za-z0-9._~+/=-]{8,})"),
            new Form("password", "(?i)\\b[a-z][a-z0-9+.-]*://[^\\s/?#@:]*:([^\\s/?#]+)@"),
            new Form("password", "(?i)" + NAME + "[\"']?[ \\t]*(?:[:=]|:=)[ \\t]*" + VALUE),
            new Form("password", "(?i)\\bname[\"']?\\s*[:=]\\s*[\"']?" + NAME
                    + "[\"']?\\s*,?\\s*[\"']?value[\"']?\\s*[:=]\\s*" + VALUE),
            new Form("password", "(?i)(?<![\\w-])--?" + NAME + "[ \\t]+" + VALUE));

    private Secrets() {
    }

    /**
     * @param pattern
     *            the secret is what its first group took that took anything; without a group, the whole
     */
    private record Form(String kind, Pattern pattern) {

        Form(String kind, String pattern) {
            this(kind, Pattern.compile(pattern));
        }

        Span span(MatchResult found) {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.start(group) >= 0) {
                    return new Span(found.start(group), found.end(group), kind);
                }
            }
            return new Span(found.start(), found.end(), kind);
        }
    }

    /** The secrets in a text; they may overlap. */
    static List<Span> in(String text) {
        if (KUBECONFIG.matcher(text).find() && OF_KUBECONFIG.matcher(text).find()) {
            return List.of(new Span(0, text.length(), "kubeconfig"));
        }
        List<Span> spans = new ArrayList<>();
        for (Form form : FORMS) {
            form.pattern().matcher(text).results().map(form::span).forEach(spans::add);
        }
        return spans;
    }

    /** Whether what has this name is secret. */
    static boolean isNameOfSecret(String name) {
        // A label's name may have a domain and a slash in front.
        return NAMED.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
    }
}
