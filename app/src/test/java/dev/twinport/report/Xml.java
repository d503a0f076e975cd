package dev.twinport.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** Reads XML as strictly as the JDK does, and nothing from anywhere else. */
final class Xml {

    private Xml() {
    }

    static Document parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError(e.getMessage() + "\n" + xml.substring(0, Math.min(3_000, xml.length())), e);
        }
    }

    /** The elements of a name, {@code *} for any, in the document's order. */
    static List<Element> all(Document document, String name) {
        List<Element> elements = new ArrayList<>();
        collect(document.getDocumentElement(), name, elements);
        return elements;
    }

    private static void collect(Element element, String name, List<Element> into) {
        if (name.equals("*") || element.getTagName().equals(name)) {
            into.add(element);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collect(inner, name, into);
            }
        }
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
