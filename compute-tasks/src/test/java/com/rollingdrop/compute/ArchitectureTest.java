package com.rollingdrop.compute;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;

@AnalyzeClasses(
    packages = {"com.rollingdrop.compute", "com.rollingdrop.grid.model"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "com.rollingdrop.grid.model..",
    "com.rollingdrop.compute.box..",
    "com.rollingdrop.compute.fairness..",
    "com.rollingdrop.compute.command..",
    "com.rollingdrop.compute.simulation..",
    "com.rollingdrop.compute.audit.."
  };

  @ArchTest
  static final ArchRule PURE_CODE_KNOWS_NEITHER_IGNITE_NOR_SPRING =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.ignite..", "javax.cache..", "org.springframework..", "io.micrometer..");

  @ArchTest
  static final ArchRule PURE_CODE_KNOWS_NO_SHELL =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.rollingdrop.compute.shell..", "com.rollingdrop.compute.client..");

  @ArchTest
  static final ArchRule PURE_CODE_HAS_NO_CLOCK_AND_NO_RANDOMNESS =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("com.rollingdrop.compute.(*)..").should().beFreeOfCycles();
}
