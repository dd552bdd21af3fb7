package heliograph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.util.List;

/// The module tree and the packages are the architecture; this keeps them so (DESIGN §2, §3).
class ArchitectureTest {
    /// Each may use those behind it, and none before it.
    private static final List<String> LINE =
            List.of(
                    "heliograph",
                    "heliograph.web",
                    "heliograph.stream",
                    "heliograph.tiles",
                    "heliograph.runner",
                    "heliograph.plugin",
                    "heliograph.broadcast",
                    "heliograph.search",
                    "heliograph.journal",
                    "heliograph.query");

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("heliograph");

    @Test
    void packagesDependOneWay() {
        for (int i = 1; i < LINE.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(LINE.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LINE.subList(0, i).toArray(String[]::new))
                    .check(CODE);
        }
    }

    @Test
    void theSourcesThatComeWithTheHubSeeNoMoreThanAPluginDoes() {
        classes()
                .that()
                .resideInAPackage("heliograph.ingest")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "heliograph.ingest", "heliograph.source", "java..", "org.jspecify..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage("heliograph.source..")
                .should()
                .dependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are the hub's",
                                used ->
                                        used.getPackageName().startsWith("heliograph")
                                                && !used.getPackageName()
                                                        .startsWith("heliograph.source")))
                .check(CODE);
    }

    @Test
    void nobodyUsesASourceButByItsContract() {
        noClasses()
                .that()
                .resideOutsideOfPackages("heliograph.ingest", "heliograph.source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("heliograph.ingest", "heliograph.source.*..")
                .check(CODE);
    }

    @Test
    void httpIsSpokenInWebAndStreamOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("heliograph.web", "heliograph.stream")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.helidon.webserver..", "io.helidon.http..")
                .check(CODE);
    }

    @Test
    void sqlIsSpokenInTheJournalAndInTheSearchOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("heliograph.journal", "heliograph.search")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(CODE);
    }

    @Test
    void theLogIsTheSystemsLoggerAndOnlyCommandsTalkToTheTerminal() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging")
                .check(CODE);
        noClasses()
                .that()
                .haveNameNotMatching("heliograph\\.(Main|JournalCommand.*)")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CODE);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CODE.getPackage("heliograph").getSubpackagesInTree())
                .filteredOn(aPackage -> !aPackage.getClasses().isEmpty())
                .filteredOn(aPackage -> !aPackage.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }
}
