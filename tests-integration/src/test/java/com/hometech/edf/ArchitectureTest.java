package com.hometech.edf;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the modules and the rules of the house, drawn over the product's classes (tests are free). */
class ArchitectureTest {

    private static final String ROOT = "com.hometech.edf";
    private static final String COMMAND = ROOT + ".cli..";
    private static final String JOBS = ROOT + ".job..";
    private static final String FUNCTIONS = ROOT + ".lambdas.aws..";
    private static final Set<String> TIMES = Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            OffsetDateTime.class.getName(),
            ZonedDateTime.class.getName());

    private static JavaClasses product;

    @BeforeAll
    static void readTheProductsClasses() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @ParameterizedTest(name = "{0} uses {1}")
    @CsvSource({
        "additive,  additive",
        "common,    common",
        "data,      common",
        "insights,  additive common data",
        "features,  common data",
        "inference, additive common data features",
        "training,  additive common data features inference",
        "aws,       common",
        "monitoring, common data features inference training",
        "job,       common data features inference training monitoring",
        "api,       common data features inference",
        "lambdas,   common data insights features inference aws api",
        "cli,       additive common data insights features inference training monitoring job api lambdas",
    })
    void aModuleUsesOnlyThoseBelowIt(String module, String usable) {
        String[] allowed = Stream.concat(Stream.of(module), Stream.of(usable.split(" ")))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "." + module + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
                .because("these are the arrows of docs/architecture.md"));
    }

    @Test
    void sparkAndScalaStayInSparkPackages() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("..spark..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "scala.."))
                .because("features and models are plain Java; Spark only spreads them over machines"));
    }

    @Test
    void theCloudsSdkStaysInItsAdapters() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..lambdas..", "..aws..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
                .because("the same program runs on a laptop without the cloud"));
    }

    @Test
    void handlersDoWithoutTheCloud() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".lambdas")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".aws..", ROOT + ".lambdas.aws..", "software.amazon.."))
                .because("the same handlers run on a laptop"));
    }

    @Test
    void onlyEntryPointsAskForTheTime() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(COMMAND, JOBS, FUNCTIONS)
                .should()
                .accessTargetWhere(readsTheSystemsClock())
                .because("a clock is passed in: a run must be repeatable"));
    }

    @Test
    void onlyTheCommandWritesToTheTerminal() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(COMMAND, FUNCTIONS, JOBS)
                .should()
                .accessTargetWhere(isTheTerminal())
                .because(
                        "programs log; the command shows, and the log of functions and jobs is their standard output"));
    }

    @Test
    void loggingGoesThroughSlf4j() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.util.logging..",
                        "org.apache.logging..",
                        "org.apache.log4j..",
                        "org.apache.commons.logging.."))
                .because("one way to log"));
    }

    @Test
    void nothingIsReadOrWrittenWithJavaSerialization() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
                .because("it runs code that hides in the bytes"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                .because("with such a name the idea is not found yet"));
    }

    private static void check(ArchRule rule) {
        rule.check(product);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheSystemsClock() {
        return DescribedPredicate.describe("reads the system's clock", access -> {
            String owner = access.getTargetOwner().getName();
            String member = access.getName();
            return (TIMES.contains(owner) && member.equals("now") && !isGiven(Clock.class, access))
                    || (owner.equals(Date.class.getName()) && member.equals("<init>") && !isGiven(long.class, access))
                    || (owner.equals(Clock.class.getName())
                            && member.matches("(system|tick).*")
                            && !isGiven(Clock.class, access))
                    || (owner.equals(System.class.getName()) && member.equals("currentTimeMillis"));
        });
    }

    private static boolean isGiven(Class<?> type, JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> call
                && call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(parameter -> parameter.isEquivalentTo(type));
    }

    private static DescribedPredicate<JavaAccess<?>> isTheTerminal() {
        return DescribedPredicate.describe("writes to the terminal", access -> {
            boolean stream = access.getTargetOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(access.getName());
            return stream || access.getName().equals("printStackTrace");
        });
    }
}
