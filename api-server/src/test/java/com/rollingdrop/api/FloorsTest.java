package com.rollingdrop.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the architecture: who may use what. */
@AnalyzeClasses(
    packages = "com.rollingdrop.api",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
  @ArchTest
  static final ArchRule IGNITE_IS_KNOWN_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.rollingdrop.api.grid")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.ignite..", "javax.cache..");

  @ArchTest
  static final ArchRule THE_GRID_IS_USED_THROUGH_ITS_CLIENTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.rollingdrop.node..", "com.rollingdrop.compute.shell..");

  @ArchTest
  static final ArchRule OF_PERSISTENCE_ONLY_READERS_ARE_USED =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("com.rollingdrop.persistence..")
                  .and(
                      resideOutsideOfPackages(
                          "com.rollingdrop.persistence.history",
                          "com.rollingdrop.persistence.analytics")));

  @ArchTest
  static final ArchRule PLUMBING_KNOWS_NO_FEATURE =
      noClasses()
          .that()
          .resideInAnyPackage("..api.web..", "..api.json..", "..api.paging..", "..api.grid..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..api.play..",
              "..api.boxes..",
              "..api.admin..",
              "..api.analytics..",
              "..api.inventory..",
              "..api.fairness..");
}
