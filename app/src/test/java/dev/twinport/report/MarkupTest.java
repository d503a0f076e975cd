package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarkupTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("<>&\"'\n\t\r ;#ax\u0000\u001b\ud83d\ude00\ufffe\uffff\u4e2d");
    }

    @Property
    void anyTextIsReadBackButForWhatXmlCannotHold(@ForAll @From("texts") String text) {
        var read = Xml
                .parse(new Markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").element("a", text, "b", text).written())
                .getDocumentElement();

        String kept = text.codePoints().filter(MarkupTest::isXml)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        assertThat(read.getTextContent()).isEqualTo(kept);
        assertThat(read.getAttribute("b")).isEqualTo(kept);
    }

    @Example
    void controlCharactersHalvesOfCharactersAndNoncharactersAreLeftOut() {
        assertThat(new Markup("").element("a", "1\u0000\u001b\u0008\ud800\ufffe\uffff\udbff\udfff2").written())
                .isEqualTo("\n<a>12</a>\n");
    }

    @Example
    void anElementWithoutContentHasAnEndTag() {
        assertThat(new Markup("x").open("td").close().empty("br").written()).isEqualTo("x\n<td></td><br/>\n");
    }

    @Example
    void whatIsNotEscapedMustNotNeedIt() {
        assertThatThrownBy(() -> new Markup("").own("a < b")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Char of XML 1.0, and no noncharacter. */
    private static boolean isXml(int c) {
        boolean xml = c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
        return xml && (c & 0xFFFE) != 0xFFFE;
    }
}
