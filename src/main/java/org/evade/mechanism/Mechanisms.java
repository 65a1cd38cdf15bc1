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

  private final List<String> registered;
  private final List<String> names;
  private final List<List<Hook>> hooks;

  private Mechanisms(List<String> registered, List<Described> active, ParameterValues parameters) {
    this.registered = registered;
    this.names = active.stream().map(Described::name).toList();
    this.hooks = active.stream().map(m -> List.copyOf(m.mechanism().hooks(parameters))).toList();
  }

  /** A mechanism with its descriptor, whose file is read anew whenever it is asked for. */
  private record Described(Mechanism mechanism, MechanismDescriptor descriptor) {
    String name() {
      return descriptor.name();
    }
  }

  private static List<Described> described() {
    List<Described> found = new ArrayList<>();
    ServiceLoader.load(Mechanism.class, Mechanisms.class.getClassLoader())
        .forEach(mechanism -> found.add(new Described(mechanism, mechanism.descriptor())));
    found.sort(Comparator.comparing(Described::name));
    return found;
  }

  /** Every mechanism on the class path, in alphabetical order of names. */
  public static List<Mechanism> all() {
    return described().stream().map(Described::mechanism).toList();
  }

  /** What is said of every mechanism on the class path. */
  public static List<MechanismDescriptor> descriptors() {
    return described().stream().map(Described::descriptor).toList();
  }

  /**
   * The mechanisms that act in a run.
   *
   * @param names names of those switched on
   * @param parameters every parameter of the run
   * @throws IllegalArgumentException when a name is unknown
   */
  public static Mechanisms of(Set<String> names, ParameterValues parameters) {
    List<Described> all = described();
    List<Described> chosen = all.stream().filter(m -> names.contains(m.name())).toList();
    if (chosen.size() != names.size()) {
      throw new IllegalArgumentException("unknown mechanism among " + names);
    }
    return new Mechanisms(all.stream().map(Described::name).toList(), chosen, parameters);
  }

  /** Names of every mechanism on the class path, in order, those that are off among them. */
  public List<String> registered() {
    return registered;
  }

  /** Number of mechanisms. */
  public int count() {
    return names.size();
  }

  /** Name of a mechanism, by its place in the alphabetical order. */
  public String name(int index) {
    return names.get(index);
  }

  /** Names in order. */
  public List<String> names() {
    return names;
  }

  /** Place of a mechanism. */
  public int indexOf(String name) {
    return names.indexOf(name);
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
