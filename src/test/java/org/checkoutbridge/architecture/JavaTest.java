package org.checkoutbridge.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Java is the exception: small, final, named by a domain word, and without Camel where it speaks of the domain. */
class JavaTest {

    private static final String ROOT = "org.checkoutbridge";

    /** Packages that are about Camel, and why. Every other one is domain. */
    private static final Map<String, String> CAMEL = Map.of(
            ROOT + ".runtime", "starts the engine, and is the engine's languages, policies and ports",
            ROOT + ".inbox", "a Camel component",
            ROOT + ".health", "health checks and gauges are registered with the context",
            ROOT + ".tracing", "spans are the work of routes",
            ROOT + ".sandbox", "the mailbox hands each mail to a route");

    /** What only tests need of the program. */
    private static final Set<String> FOR_TESTS = Set.of(ROOT + ".runtime.Bridge.context()");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT, "db.migration");

    private static final String COMPONENTS = Sources.text(List.of("src/main/resources/META-INF"), "");
    private static final String WIRING = Sources.text(List.of("routes", "config"), RouteTree.ENDING, ".properties");

    @Test
    void theDomainDoesNotKnowCamel() {
        noClasses().that().resideOutsideOfPackages(CAMEL.keySet().toArray(String[]::new))
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel..")
                .because("the domain is tested without an engine: pass values in and out, and let the route fetch them")
                .check(CLASSES);
        assertThat(CAMEL.keySet()).as("no longer about Camel: take it off the list")
                .allMatch(name -> CLASSES.stream().filter(type -> type.getPackageName().equals(name))
                        .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> dependency.getTargetClass().getPackageName().startsWith("org.apache.camel"))));
    }

    @Test
    void theDomainDoesNotKnowWhatRunsIt() {
        noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".runtime")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".runtime")
                .because("start-up knows everybody, and nobody knows start-up")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles()
                .because("of two packages that need each other, one has a class that belongs into the other").check(CLASSES);
    }

    @Test
    void packagesAreNamedByDomainWords() {
        List<String> wrong = CLASSES.stream().filter(type -> type.getPackageName().matches(".*\\b(utils?|commons?|helpers?|processors?|misc|impl|services?|managers?)\\b.*")
                || type.getSimpleName().matches(".*(Utils?|Helper|Processor|Manager|ServiceImpl|Impl)")).map(JavaClass::getName).toList();
        assertThat(wrong).as("name it by the word that the business has for it").isEmpty();
    }

    /** A class that nothing names is dead: neither a class, nor the routes and their wiring, nor the JVM or Flyway. */
    @Test
    void noClassIsUnused() {
        List<String> unused = new ArrayList<>();
        for (JavaClass type : topLevel()) {
            boolean used = type.getDirectDependenciesToSelf().stream()
                    .anyMatch(dependency -> !owner(dependency.getOriginClass()).equals(type));
            if (!used && !named(type) && !outsideCalls(type)) {
                unused.add(type.getName());
            }
        }
        assertThat(unused).as("nobody needs these classes: delete them").isEmpty();
    }

    /** A method that neither a class nor a route names is dead as well. */
    @Test
    void noPublicMethodIsUnused() {
        String routes = Sources.text(List.of("routes", "config"), RouteTree.ENDING, ".properties", ".ftl", ".ftlh");
        List<String> unused = new ArrayList<>();
        for (JavaClass type : topLevel()) {
            if (type.isRecord() || outsideCalls(type)) {
                continue;
            }
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC) && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .filter(method -> method.getAccessesToSelf().isEmpty() && method.getReferencesToSelf().isEmpty())
                    .filter(method -> !overrides(type, method.getName(), method.getRawParameterTypes().size()))
                    .filter(method -> !routes.matches("(?s).*\\b" + property(method.getName()) + "\\b.*"))
                    .filter(method -> !method.isAnnotatedWith("com.fasterxml.jackson.annotation.JsonValue"))
                    .filter(method -> !Set.of("valueOf", "values").contains(method.getName()) && !FOR_TESTS.contains(method.getFullName()))
                    .forEach(method -> unused.add(method.getFullName()));
        }
        assertThat(unused).as("neither a class nor a route calls these: delete them").isEmpty();
    }

    /** A bean's property is set by its name. */
    private static String property(String method) {
        return method.matches("set[A-Z].*") ? Character.toLowerCase(method.charAt(3)) + method.substring(4) : method;
    }

    private static boolean overrides(JavaClass type, String name, int parameters) {
        return type.getAllRawSuperclasses().stream().anyMatch(above -> has(above, name, parameters))
                || type.getAllRawInterfaces().stream().anyMatch(above -> has(above, name, parameters));
    }

    private static boolean has(JavaClass type, String name, int parameters) {
        return type.getMethods().stream().anyMatch(method -> method.getName().equals(name) && method.getRawParameterTypes().size() == parameters);
    }

    @Test
    void classesAreFinal() {
        classes().that().areTopLevelClasses().and().areNotInterfaces().and().areNotEnums()
                .and().resideInAPackage(ROOT + "..").and(isNotAnException())
                .should().haveModifier(JavaModifier.FINAL)
                .because("nothing here is made to be extended").check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isNotAnException() {
        return DescribedPredicate.describe("are no exceptions", type -> !type.isAssignableTo(Throwable.class));
    }

    @Test
    void moneyIsNeverAFloat() {
        Set<String> floats = Set.of("float", "double", "java.lang.Float", "java.lang.Double");
        DescribedPredicate<JavaClass> exact = DescribedPredicate.describe("exact", type -> !floats.contains(type.getName()));
        String[] packages = {ROOT + ".money..", ROOT + ".order..", ROOT + ".payment.."};
        fields().that().areDeclaredInClassesThat().resideInAnyPackage(packages).should().haveRawType(exact)
                .because("an amount is a BigDecimal with a currency").check(CLASSES);
        methods().that().areDeclaredInClassesThat().resideInAnyPackage(packages).should().haveRawReturnType(exact)
                .because("an amount is a BigDecimal with a currency").check(CLASSES);
    }

    @Test
    void nobodyPrintsOrSleeps() {
        noClasses().that().doNotHaveFullyQualifiedName(ROOT + ".CheckoutBridge")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .because("log in org.checkoutbridge, without personal data").check(CLASSES);
        noClasses().should().callMethod(Throwable.class, "printStackTrace")
                .because("a stack trace helps nobody who runs the bridge: say what happened, by the exception's name").check(CLASSES);
    }

    /** Tests wait for what must happen, and no longer; and a test that does not run proves nothing. */
    @Test
    void testsNeitherSleepNorRest() {
        String forbidden = "(Thread|TimeUnit\\.[A-Z]+|SECONDS|MILLISECONDS)\\.sleep\\(|@(Disabled|Ignore)\\b|Assumptions?\\.";
        List<String> wrong = new ArrayList<>();
        for (Path file : Sources.files("src/test/java", ".java")) {
            if (!Sources.slashed(file).endsWith("architecture/JavaTest.java") && !Sources.matches("(" + forbidden + ")", Sources.text(file)).isEmpty()) {
                wrong.add(Sources.slashed(file));
            }
        }
        assertThat(wrong).as("wait with Awaitility for the effect, with a limit; mend or delete a test that cannot run").isEmpty();
    }

    /** {@code *Test} is fast and {@code *IT} is whole: no other class of the tests has tests, or they would never run. */
    @Test
    void testsAreNamedSoThatTheyRun() {
        List<String> wrong = new ArrayList<>();
        for (Path file : Sources.files("src/test/java", ".java")) {
            boolean tests = !Sources.matches("(@(?:Parameterized|Repeated)?Test\\b(?!I))", Sources.text(file)).isEmpty();
            if (tests && !file.toString().matches(".*(Test|IT)\\.java") && !Sources.text(file).contains("abstract class")) {
                wrong.add(Sources.slashed(file));
            }
        }
        assertThat(wrong).as("call it *Test (surefire) or *IT (failsafe)").isEmpty();
    }

    private static Set<JavaClass> topLevel() {
        return CLASSES.stream().filter(JavaClass::isTopLevelClass).collect(Collectors.toCollection(
                () -> new TreeSet<>(java.util.Comparator.comparing(JavaClass::getName))));
    }

    private static JavaClass owner(JavaClass type) {
        return type.getEnclosingClass().map(JavaTest::owner).orElse(type);
    }

    private static boolean named(JavaClass type) {
        return WIRING.contains(type.getName());
    }

    /** Started by the JVM, or found by Flyway, or by Camel through META-INF. */
    private static boolean outsideCalls(JavaClass type) {
        return COMPONENTS.contains(type.getName()) || type.getName().equals(ROOT + ".CheckoutBridge") || type.getPackageName().equals("db.migration");
    }
}
