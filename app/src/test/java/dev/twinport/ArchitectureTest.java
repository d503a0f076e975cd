package dev.twinport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room may know which. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.twinport");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses().that().resideOutsideOfPackages("dev.twinport.cluster.fabric8..", "dev.twinport.practice..")
                        .should().dependOnClassesThat().resideInAnyPackage("io.fabric8..")
                        .because("the client library can be replaced only while one room knows it"),
                noClasses().that().resideOutsideOfPackage("dev.twinport.desktop..").should().dependOnClassesThat()
                        .resideInAnyPackage("javafx..", "org.fxmisc..", "atlantafx..", "org.kordamp..")
                        .because("everything but the window runs without a display"),
                noClasses().that().resideOutsideOfPackage("dev.twinport.desktop.fx..").should()
                        .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                        .because("there is one door to the window's thread"),
                noClasses().that()
                        .resideInAnyPackage("dev.twinport.route..", "dev.twinport.entry..", "dev.twinport.proof..",
                                "dev.twinport.dialect..")
                        .should()
                        .dependOnClassesThat(
                                describe("do input, output or look at the clock", ArchitectureTest::isImpure))
                        .because("routes, entries, dialects and verdicts follow from data alone, the same every time"),
                noClasses().that().resideInAPackage("dev.twinport.dialect..").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.proof..", "dev.twinport.console..", "dev.twinport.podlog..",
                                "dev.twinport.session..", "dev.twinport.route..", "dev.twinport.cluster..")
                        .because("how a server greets, echoes and logs has nothing to do with who listens"),
                noClasses().that().resideInAPackage("dev.twinport.route..").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.cluster..", "dev.twinport.entry..", "dev.twinport.console..",
                                "dev.twinport.podlog..", "dev.twinport.session..")
                        .because("a route is read from objects, however they were got"),
                noClasses().that().resideInAPackage("dev.twinport.console..").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.cluster..", "dev.twinport.podlog..")
                        .because("a console is a TCP conversation with anyone"),
                noClasses().that().resideInAPackage("dev.twinport.report..").should()
                        .dependOnClassesThat(
                                describe("do input, output or look at the clock", ArchitectureTest::isImpure))
                        .because("a report is text made from data: whoever asked for it knows where it goes"),
                noClasses().that().resideInAPackage("dev.twinport.report..").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.cli..", "dev.twinport.cluster.fabric8..",
                                "dev.twinport.podlog..", "dev.twinport.practice..")
                        .because("a report is the same, whoever asks for it and whichever cluster it is of"),
                noClasses().that().resideInAPackage("dev.twinport.podlog..").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.console..", "dev.twinport.cluster.fabric8..")
                        .because("a log is followed through the cluster's port, whichever cluster it is"),
                noClasses().that().resideInAPackage("dev.twinport.cluster").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.cluster.fabric8..", "dev.twinport.practice..")
                        .because("a port does not know its adapters"),
                noClasses().that(resideInAnyPackage("dev.twinport.cli..")).should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.desktop..")
                        .because("the command line runs where there is no display"),
                noClasses().that().resideOutsideOfPackage("dev.twinport.wiring..").and()
                        .doNotHaveFullyQualifiedName("dev.twinport.Main").should().dependOnClassesThat()
                        .resideInAnyPackage("dev.twinport.wiring..")
                        .because("what is constructed there is handed in, not fetched"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRoomsKnowOnlyWhatTheyMay(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static boolean isImpure(JavaClass known) {
        String name = known.getName();
        return name.startsWith("java.net.") || (name.startsWith("java.nio.") && !name.startsWith("java.nio.charset."))
                || name.startsWith("javax.net.") || name.equals("java.time.Clock")
                || (name.startsWith("java.io.") && !name.equals("java.io.Serializable"));
    }
}
