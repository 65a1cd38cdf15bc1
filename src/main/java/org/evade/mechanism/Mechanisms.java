package org.evade.mechanism;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;

/** The mechanisms of one run, in alphabetical order, and their hooks by kind. */
public final class Mechanisms {

  private final List<Mechanism> active;
  private final List<List<Hook>> hooks;

  private Mechanisms(List<Mechanism> active, ParameterValues parameters) {
    this.active = List.copyOf(active);
    this.hooks = active.stream().map(m -> List.copyOf(m.hooks(parameters))).toList();
  }

  /** Every mechanism on the class path, in alphabetical order of names. */
  public static List<Mechanism> all() {
    List<Mechanism> found = new ArrayList<>();
    ServiceLoader.load(Mechanism.class, Mechanisms.class.getClassLoader()).forEach(found::add);
    found.sort(Comparator.comparing(m -> m.descriptor().name()));
    return List.copyOf(found);
  }

  /** What is said of every mechanism on the class path. */
  public static List<MechanismDescriptor> descriptors() {
    return all().stream().map(Mechanism::descriptor).toList();
  }

  /**
   * The mechanisms that act in a run.
   *
   * @param names names of those switched on
   * @param parameters every parameter of the run
   * @throws IllegalArgumentException when a name is unknown
   */
  public static Mechanisms of(Set<String> names, ParameterValues parameters) {
    List<Mechanism> chosen =
        all().stream().filter(m -> names.contains(m.descriptor().name())).toList();
    if (chosen.size() != names.size()) {
      throw new IllegalArgumentException("unknown mechanism among " + names);
    }
    return new Mechanisms(chosen, parameters);
  }

  /** Number of mechanisms. */
  public int count() {
    return active.size();
  }

  /** Name of a mechanism, by its place in the alphabetical order. */
  public String name(int index) {
    return active.get(index).descriptor().name();
  }

  /** Names in order. */
  public List<String> names() {
    return active.stream().map(m -> m.descriptor().name()).toList();
  }

  /** Place of a mechanism. */
  public int indexOf(String name) {
    return names().indexOf(name);
  }

  /** The hooks of one kind, each with its mechanism's place, in order. */
  public <H extends Hook> List<Bound<H>> hooks(Class<H> kind) {
    List<Bound<H>> found = new ArrayList<>();
    for (int i = 0; i < hooks.size(); i++) {
      for (Hook hook : hooks.get(i)) {
        if (kind.isInstance(hook)) {
          found.add(new Bound<>(i, kind.cast(hook)));
        }
      }
    }
    return found;
  }

  /**
   * A hook and whose it is.
   *
   * @param mechanism place of the mechanism
   * @param hook the hook
   */
  public record Bound<H extends Hook>(int mechanism, H hook) {}
}
