package com.rollingdrop.ops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A module uses only those on the floors below it. */
@AnalyzeClasses(packages = "com.rollingdrop", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
  @ArchTest
  static final ArchRule EACH_FLOOR_USES_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("grid-config")
          .definedBy("com.rollingdrop.grid..")
          .layer("compute-tasks")
          .definedBy("com.rollingdrop.compute..")
          .layer("persistence-store")
          .definedBy("com.rollingdrop.persistence..")
          .layer("grid-node")
          .definedBy("com.rollingdrop.node..")
          .layer("fraud-detection")
          .definedBy("com.rollingdrop.fraud..")
          .layer("api-server")
          .definedBy("com.rollingdrop.api..")
          .layer("ops-scripts")
          .definedBy("com.rollingdrop.ops..")
          .whereLayer("ops-scripts")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("api-server")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("grid-node")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("fraud-detection")
          .mayOnlyBeAccessedByLayers("ops-scripts")
          .whereLayer("persistence-store")
          .mayOnlyBeAccessedByLayers("grid-node", "api-server", "fraud-detection", "ops-scripts")
          .whereLayer("compute-tasks")
          .mayOnlyBeAccessedByLayers("grid-node", "fraud-detection", "api-server", "ops-scripts");

  @ArchTest
  static final ArchRule THE_API_SERVER_KNOWS_IGNITE_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage("com.rollingdrop.api..")
          .and()
          .resideOutsideOfPackage("com.rollingdrop.api.grid..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.ignite..", "javax.cache..");

  @ArchTest
  static final ArchRule SPRING_STAYS_IN_THE_API_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.rollingdrop.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");
}
