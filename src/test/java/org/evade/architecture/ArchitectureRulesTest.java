package org.evade.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evade.mechanism.Mechanism;
import org.evade.patient.VirtualPatient;
import org.evade.random.Broken;
import org.junit.jupiter.api.Test;

/** The package table and the rules of determinism, on the compiled classes. Budget: 0.2 min. */
class ArchitectureRulesTest {

  private static final String ROOT = "org.evade.";

  private static final List<String> MODEL =
      List.of(
          "random",
          "response",
          "catalogue",
          "scenario",
          "tissue",
          "cell",
          "therapy",
          "mechanism",
          "patient");

  /**
   * The table of packages: each with those it may use. Results and observation implement chart's
   * SeriesSource, by which study reads a run; who reads a patient may also name the types that it
   * hands out.
   */
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("random", Set.of()),
              Map.entry("response", Set.of()),
              Map.entry("catalogue", Set.of()),
              Map.entry("scenario", Set.of("catalogue")),
              Map.entry("tissue", Set.of("random")),
              Map.entry("cell", Set.of("random", "tissue")),
              Map.entry("therapy", Set.of("catalogue", "scenario", "response")),
              Map.entry("mechanism", Set.of("cell", "tissue", "therapy", "catalogue")),
              Map.entry(
                  "patient",
                  Set.of(
                      "random",
                      "response",
                      "catalogue",
                      "scenario",
                      "tissue",
                      "cell",
                      "therapy",
                      "mechanism")),
              Map.entry("observation", shown("patient", "response", "chart")),
              Map.entry("results", Set.of("observation", "chart")),
              Map.entry("chart", Set.of()),
              Map.entry("report", Set.of("chart")),
              Map.entry(
                  "study",
                  shown("scenario", "patient", "results", "response", "observation", "chart")),
              Map.entry("gui", Set.of("patient", "observation", "chart"))));

  /** Holds the class that stands in for one of MASON's that newer Java cannot load. */
  private static final String MASON_STAND_IN = "sim.display";

  /** Some packages, with those whose types a patient hands out. */
  private static Set<String> shown(String... packages) {
    Set<String> all =
        new TreeSet<>(Set.of("catalogue", "scenario", "tissue", "cell", "therapy", "mechanism"));
    all.addAll(List.of(packages));
    return all;
  }

  /** The classes that are shipped, without those of the tests. */
  private static final JavaClasses EVADE =
      new ClassFileImporter()
          .importUrl(VirtualPatient.class.getProtectionDomain().getCodeSource().getLocation());

  private static String[] model() {
    return MODEL.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
  }

  @Test
  void packages_all_standInTheTable() {
    Set<String> known = new TreeSet<>(MAY_USE.keySet());
    known.add("cli");
    for (JavaClass type : EVADE) {
      if (type.getPackageName().equals(MASON_STAND_IN)) {
        continue;
      }
      String inside = type.getPackageName().substring("org.evade".length());
      assertThat(inside.isEmpty() || known.contains(inside.substring(1).replaceAll("\\..*", "")))
          .as(type.getName())
          .isTrue();
    }
    assertThat(EVADE.size()).isGreaterThan(100);
  }

  @Test
  void packages_useOnlyWhatTheTableAllows() {
    for (Map.Entry<String, Set<String>> row : MAY_USE.entrySet()) {
      List<String> banned = new ArrayList<>();
      for (String other : MAY_USE.keySet()) {
        if (!other.equals(row.getKey()) && !row.getValue().contains(other)) {
          banned.add(ROOT + other + "..");
        }
      }
      banned.add(ROOT + "cli..");
      noClasses()
          .that()
          .resideInAPackage(ROOT + row.getKey() + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(banned.toArray(String[]::new))
          .as(row.getKey() + " uses only " + row.getValue())
          .allowEmptyShould(true)
          .check(EVADE);
    }
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("org.evade.(*)..").should().beFreeOfCycles().check(EVADE);
  }

  private static final Set<String> BIT_DEPENDENT =
      Set.of(
          "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos",
          "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "fma");

  /** The methods of Math whose result is not the same on every Java. */
  private static ArchRule strictMath() {
    return noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .accessTargetWhere(
            describe(
                "a method of Math whose bits may differ",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(Math.class)
                        && BIT_DEPENDENT.contains(access.getTarget().getName())));
  }

  @Test
  void model_usesNoMathWhoseBitsMayDiffer() {
    strictMath().check(EVADE);
  }

  @Test
  void model_drawsByKeysOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .dependOnClassesThat(
            describe(
                "random generators",
                type ->
                    type.isAssignableTo(java.util.Random.class)
                        || type.isAssignableTo(java.util.random.RandomGenerator.class)
                        || type.isEquivalentTo(java.util.SplittableRandom.class)
                        || type.isEquivalentTo(java.util.UUID.class)
                        || type.getPackageName().startsWith("org.apache.commons.math3.random")
                        || type.getPackageName().equals("ec.util")))
        .check(EVADE);
    noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .accessTargetWhere(
            describe(
                "SimState.random or Math.random",
                (JavaAccess<?> access) -> {
                  AccessTarget target = access.getTarget();
                  return target.getName().equals("random")
                      && (target.getOwner().isAssignableTo(sim.engine.SimState.class)
                          || target.getOwner().isEquivalentTo(Math.class)
                          || target.getOwner().isEquivalentTo(StrictMath.class));
                }))
        .check(EVADE);
  }

  @Test
  void model_hasNoHashOrder() {
    noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .dependOnClassesThat(
            describe(
                "hash tables without an order",
                type ->
                    type.isEquivalentTo(java.util.HashMap.class)
                        || type.isEquivalentTo(java.util.HashSet.class)
                        || type.isEquivalentTo(java.util.IdentityHashMap.class)
                        || type.isEquivalentTo(java.util.WeakHashMap.class)
                        || type.isEquivalentTo(java.util.Hashtable.class)
                        || type.isEquivalentTo(java.util.concurrent.ConcurrentHashMap.class)))
        .check(EVADE);
    noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .callMethod(System.class, "identityHashCode", Object.class)
        .check(EVADE);
  }

  @Test
  void model_readsNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("java.time..")
                .or(describe("dates", t -> t.isEquivalentTo(java.util.Date.class))))
        .check(EVADE);
  }

  @Test
  void model_runsNoParallelStreams() {
    noClasses()
        .that()
        .resideInAnyPackage(model())
        .should()
        .accessTargetWhere(
            describe(
                "parallel streams and sorts",
                (JavaAccess<?> access) ->
                    Set.of("parallel", "parallelStream", "parallelSort", "parallelPrefix")
                        .contains(access.getTarget().getName())))
        .check(EVADE);
  }

  @Test
  void everyPackageButCli_writesToNoConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.evade.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(EVADE);
  }

  /** Compilers make static fields of their own for assertions and switches over enums. */
  @Test
  void everyClass_hasNoStaticFieldThatChanges() {
    fields()
        .that()
        .areStatic()
        .and(describe("written by hand", field -> !field.getName().contains("$")))
        .should()
        .beFinal()
        .check(EVADE);
  }

  /**
   * A static final field of the model holds nothing that could be written to but array constants.
   */
  @Test
  void model_staticFields_holdNoCollectionsThatAreMeantToGrow() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(model())
        .should()
        .notHaveRawType(
            describe(
                "a mutable holder",
                type ->
                    type.isAssignableTo(java.util.concurrent.atomic.AtomicInteger.class)
                        || type.isAssignableTo(java.util.concurrent.atomic.AtomicLong.class)
                        || type.isAssignableTo(java.util.concurrent.atomic.AtomicReference.class)
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(java.util.ArrayList.class)
                        || type.isAssignableTo(StringBuilder.class)))
        .check(EVADE);
  }

  @Test
  void everyPackage_saysWhatLivesInIt() {
    Set<String> packages = new TreeSet<>();
    Set<String> told = new TreeSet<>();
    for (JavaClass type : EVADE) {
      packages.add(type.getPackageName());
    }
    for (String name : packages) {
      // package-info has no class file unless annotated, so its source is looked for.
      Path source = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
      if (Files.exists(source)) {
        told.add(name);
      }
    }
    assertThat(told).isEqualTo(packages);
  }

  /** The rules find what they forbid: this class breaks three of them. */
  @Test
  void rules_aClassThatBreaksThem_isFound() {
    JavaClasses broken = new ClassFileImporter().importClasses(Broken.class);
    assertThatThrownBy(() -> strictMath().check(broken))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Math.exp");
    assertThat(broken.get(Broken.class).getFields())
        .anyMatch(f -> f.getModifiers().contains(STATIC) && !f.getModifiers().contains(FINAL));
  }

  @Test
  void mechanisms_areFinalAndHaveNoState() {
    classes()
        .that()
        .implement(Mechanism.class)
        .should()
        .haveOnlyFinalFields()
        .andShould()
        .haveModifier(FINAL)
        .check(EVADE);
  }
}
