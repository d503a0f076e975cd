package dev.twinport.practice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room of the practice cluster may know which. */
class ArchitectureTest {

    private static final String PRACTICE = "dev.twinport.practice";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(PRACTICE);

    static Stream<ArchRule> rules() {
        return Stream.of(room("store").knows().because("objects are kept whatever they are of"),
                room("objects").knows().because("what an object says is read without asking anybody"),
                room("schema").knows("store").because("a schema says what a kind's objects look like, and no more"),
                room("validation").knows("objects", "schema", "store")
                        .because("whether an object is well-formed follows from it and its schema"),
                room("istio").knows().because("what Istio's webhook says of an object follows from that object alone"),
                room("admission").knows("objects", "store")
                        .because("it is called by the store, for the program's own writes as for its users'"),
                room("deletion").knows("store").because("users' deletions and the controllers' follow the same rules"),
                room("access").knows("objects", "store").because("rights are decided the same, however one asks"),
                room("controllers").knows("access", "deletion", "objects", "store")
                        .because("controllers act by objects alone, and do not know who else does"),
                room("definitions").knows("controllers", "store")
                        .because("a CustomResourceDefinition is a controller's matter like any other"),
                room("gatewayapi").knows("controllers", "objects", "store")
                        .because("the Gateway API's objects are put into Istio's, which the mesh reads"),
                room("api.http").knows().because("HTTP is spoken without knowing what about"),
                room("api.protobuf").knows().because("a body is decoded without knowing what for"),
                room("api.patch").knows("schema").because("a patch follows from two documents and a schema"),
                room("api.fields").knows("schema").because("who owns a field follows from objects and a schema"),
                room("api.table").knows("api.http", "store")
                        .because("a table's rows follow from an object; only how it is asked for is HTTP's"),
                room("api")
                        .knows("access", "api.fields", "api.http", "api.patch", "api.protobuf", "api.table", "deletion",
                                "istio", "objects", "schema", "store", "validation")
                        .because("what acts on objects (controllers, pods, mesh, faults) is told by the store"),
                room("pods").knows("api", "controllers", "objects", "store")
                        .because("pods run whatever traffic reaches them; of the API they know the logs it reads"),
                room("mesh").knows("controllers", "gatewayapi", "objects", "pods", "store")
                        .because("the mesh reads objects, and reaches pods by their addresses"),
                room("faults").knows("api", "controllers", "objects", "store")
                        .because("a fault is what its user could do by kubectl, and nothing more"),
                noClasses().that().resideOutsideOfPackage(PRACTICE).should().dependOnClassesThat()
                        .resideInAPackage(PRACTICE).because("the rooms do not know who puts them together"),
                slices().matching(PRACTICE + ".(**)").should().beFreeOfCycles()
                        .because("a room is understood without those that know it"),
                noClasses().that().resideOutsideOfPackage(PRACTICE + ".api.http").should().dependOnClassesThat()
                        .resideInAnyPackage("io.netty..", "org.bouncycastle..")
                        .because("how bytes and certificates are handled can be replaced while one room knows it"),
                noClasses().that().resideInAPackage(PRACTICE + ".validation").should().dependOnClassesThat()
                        .resideInAPackage("java.util.regex..").because(
                                "whatever its users send, an expression is looked for in a time that grows with the text"),
                noClasses().that().resideInAnyPackage(inPractice("objects", "validation", "api.patch", "api.fields"))
                        .should()
                        .dependOnClassesThat(
                                describe("do input, output or look at the clock", ArchitectureTest::isImpure))
                        .because("what they say follows from data alone, the same every time"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRoomsKnowOnlyWhatTheyMay(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static Room room(String name) {
        return new Room(name);
    }

    private record Room(String name) {

        /** It knows itself, these, and what is not of the practice cluster. */
        ArchRule knows(String... others) {
            DescribedPredicate<JavaClass> allowed = DescribedPredicate.not(resideInAPackage(PRACTICE + ".."))
                    .or(resideInAPackage(PRACTICE + "." + name)).or(resideInAnyPackage(inPractice(others)))
                    .as("are of %s or not of the practice cluster",
                            List.of(others).isEmpty() ? "itself" : "itself, " + String.join(", ", others));
            return classes().that().resideInAPackage(PRACTICE + "." + name).should().onlyDependOnClassesThat(allowed);
        }
    }

    private static String[] inPractice(String... rooms) {
        return Stream.of(rooms).map(room -> PRACTICE + "." + room).toArray(String[]::new);
    }

    private static boolean isImpure(JavaClass known) {
        String name = known.getName();
        return name.startsWith("java.net.") || (name.startsWith("java.nio.") && !name.startsWith("java.nio.charset."))
                || name.startsWith("javax.net.") || name.equals("java.time.Clock")
                || (name.startsWith("java.io.") && !name.equals("java.io.Serializable"));
    }
}
