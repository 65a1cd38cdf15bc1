package org.evade.catalogue;

import static javax.measure.MetricPrefix.CENTI;
import static javax.measure.MetricPrefix.DECI;
import static javax.measure.MetricPrefix.FEMTO;
import static javax.measure.MetricPrefix.KILO;
import static javax.measure.MetricPrefix.MEGA;
import static javax.measure.MetricPrefix.MICRO;
import static javax.measure.MetricPrefix.MILLI;
import static javax.measure.MetricPrefix.NANO;
import static javax.measure.MetricPrefix.PICO;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.MetricPrefix;
import javax.measure.Unit;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.unit.BaseUnit;
import tech.units.indriya.unit.UnitDimension;

/**
 * Quantities as users write them ({@code 200 mg}, {@code 3 weeks}, {@code 0.9 /day}, {@code AUC
 * 5}), read and converted by the units of JSR 385.
 *
 * <p>Symbols are looked up one by one and joined by {@link Unit#multiply(Unit)}, {@link
 * Unit#divide(Unit)} and {@link Unit#pow(int)}, because Indriya's own formats read {@code a/b/c} as
 * {@code a/(b/c)} and refuse {@code 1/d}. What is counted (cells, molecules, divisions, ...) has a
 * dimension of its own, so that {@code 5 cells} is never taken for {@code 5 molecules}; it may be
 * left out, as in {@code 20 /mm2}.
 */
public final class Units {

  /** A number as allowed in scenarios: decimal, with an optional exponent. */
  public static final String NUMBER = "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

  /** The unit of a number that has none. */
  public static final String NONE = "1";

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(" + NUMBER + ")(?:\\s*([%/A-Za-z\\u00b5\\u03bc(].*)|\\s+(1/.*))?", Pattern.DOTALL);
  private static final Pattern AUC =
      Pattern.compile("AUC\\s*=?\\s*(" + NUMBER + ")", Pattern.CASE_INSENSITIVE);
  private static final Pattern SYMBOL = Pattern.compile("[A-Za-z%]+");
  private static final Pattern POWER = Pattern.compile("\\^?([+-]?[0-9])");
  private static final Set<String> WORDS = Set.of("minute", "hour", "day", "week", "month", "year");

  /** Longest text that is tried as a unit. */
  private static final int LONGEST = 80;

  private static final String AREA_UNDER_CURVE = "mg/mL*min";
  private static final SortedMap<String, Symbol> SYMBOLS = symbols();

  private Units() {}

  /** A unit with what is counted as dimensions of their own, and without. */
  private record Symbol(Unit<?> full, Unit<?> bare, boolean counts) {

    static Symbol of(Unit<?> unit) {
      return new Symbol(unit, unit, false);
    }

    Symbol times(Symbol other) {
      return new Symbol(
          full.multiply(other.full), bare.multiply(other.bare), counts || other.counts);
    }

    Symbol over(Symbol other) {
      return new Symbol(full.divide(other.full), bare.divide(other.bare), counts || other.counts);
    }

    Symbol power(int exponent) {
      return new Symbol(full.pow(exponent), bare.pow(exponent), counts);
    }
  }

  /**
   * A number with its unit, as written.
   *
   * @throws UnitException when the text is not a finite number followed by a known unit or none
   */
  public static Amount parse(String text) {
    String trimmed = text.strip();
    Matcher auc = AUC.matcher(trimmed);
    if (auc.matches()) {
      return new Amount(number(auc.group(1)), AREA_UNDER_CURVE);
    }
    Matcher amount = AMOUNT.matcher(trimmed);
    if (!amount.matches()) {
      throw new UnitException(quote(text), "a number with a unit, such as 20 um or 0.9 /day");
    }
    double value = number(amount.group(1));
    String written = amount.group(2) == null ? amount.group(3) : amount.group(2);
    String unit = written == null ? NONE : written.strip();
    symbol(unit);
    return new Amount(value, unit);
  }

  /**
   * Reads a number.
   *
   * @throws UnitException when the text is not a finite decimal number
   */
  public static double number(String text) {
    String trimmed = text.strip();
    if (!trimmed.matches(NUMBER)) {
      throw new UnitException(quote(text), "a number");
    }
    double value = Double.parseDouble(trimmed);
    if (!Double.isFinite(value)) {
      throw new UnitException(quote(text), "a finite number");
    }
    return value;
  }

  /**
   * The number that a text says, in the unit asked for.
   *
   * @param text a number with a unit; without one (or with {@code %}) when {@code unit} is {@code
   *     1}
   * @param unit unit of the result
   * @throws UnitException when the text is no quantity or its unit has another dimension
   */
  public static double parse(String text, String unit) {
    return convert(parse(text), unit);
  }

  /**
   * The number of an amount in another unit.
   *
   * @throws UnitException when the two units measure different things
   */
  public static double convert(Amount amount, String unit) {
    if (amount.unit().equals(unit)) {
      return amount.value();
    }
    boolean plain = unit.equals(NONE) || unit.equals("%");
    boolean givenPlain = amount.unit().equals(NONE) || amount.unit().equals("%");
    if (amount.unit().equals(NONE) && !plain) {
      throw new UnitException(format(amount.value()) + " without a unit", allowed(unit));
    }
    if (plain != givenPlain || amount.unit().equals(NONE)) {
      throw new UnitException(amount.toString(), allowed(unit));
    }
    Symbol from = symbol(amount.unit());
    Symbol to = symbol(unit);
    if (sameDimension(from.full(), to.full())) {
      return convert(amount.value(), from.full(), to.full());
    }
    if (!from.counts() && sameDimension(from.bare(), to.bare())) {
      return convert(amount.value(), from.bare(), to.bare());
    }
    throw new UnitException(amount.toString(), allowed(unit));
  }

  /** Whether an amount can be converted to a unit. */
  public static boolean fits(Amount amount, String unit) {
    try {
      convert(amount, unit);
      return true;
    } catch (UnitException e) {
      return false;
    }
  }

  /**
   * Checks that a unit is known.
   *
   * @throws UnitException when it is not
   */
  public static void check(String unit) {
    symbol(unit);
  }

  /** What a quantity of this unit may be written as, with examples. */
  public static String allowed(String unit) {
    if (unit.equals(NONE)) {
      return "a plain number or a percentage, such as 0.2 or 20 %";
    }
    if (unit.equals("%")) {
      return "a percentage, such as 20 %";
    }
    Symbol target = symbol(unit);
    for (Example example : EXAMPLES) {
      Symbol other = symbol(example.unit());
      if (sameDimension(target.full(), other.full())
          || sameDimension(target.bare(), other.bare())) {
        return example.text();
      }
    }
    return "a number in " + unit + " or a unit of the same dimension, such as 1 " + unit;
  }

  /** A number and unit as text that can be read again; the unit {@code 1} is left out. */
  public static String format(double value, String unit) {
    if (unit.equals(NONE)) {
      return format(value);
    }
    return format(value) + " " + (value != 1 && WORDS.contains(unit) ? unit + "s" : unit);
  }

  /** The shortest text of a number that reads back as the same number. */
  public static String format(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size == 0 || (size >= 1e-3 && size < 1e10)) {
      String plain = new BigDecimal(Double.toString(value)).toPlainString();
      return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
    }
    return Double.toString(value).replace(".0E", "E").replace('E', 'e');
  }

  private record Example(String unit, String text) {}

  private static final List<Example> EXAMPLES =
      List.of(
          new Example("day", "a time, such as 5 min, 12 hours, 30 days or 3 weeks"),
          new Example("1/day", "a rate per time, such as 0.9 /day or 0.1 /h"),
          new Example("um", "a length, such as 20 um or 37 mm"),
          new Example("um/min", "a speed, such as 4 um/min"),
          new Example("mg", "a mass, such as 200 mg"),
          new Example("nM", "a concentration, such as 5 nM or 3 pM"),
          new Example("mg/L", "a mass concentration, such as 60 mg/L or 2 ng/mL"),
          new Example("mmHg", "a pressure, such as 30 mmHg"),
          new Example("um^2/s", "a diffusion coefficient, such as 100 um^2/s"),
          new Example("mL/min", "a flow or clearance, such as 90 mL/min or 0.2 L/day"),
          new Example("L", "a volume, such as 3.5 L"),
          new Example(AREA_UNDER_CURVE, "an area under the curve, such as AUC 5"),
          new Example("/division", "a rate per division, such as 1e-4 /division"),
          new Example("molecules/um2", "a surface density, such as 120 molecules/um2"),
          new Example("cells/mm2", "a surface density, such as 20 cells/mm2"));

  private static String quote(String text) {
    return "'" + Problem.shorten(text) + "'";
  }

  private static boolean sameDimension(Unit<?> a, Unit<?> b) {
    return a.getDimension().equals(b.getDimension());
  }

  private static double convert(double value, Unit<?> from, Unit<?> to) {
    try {
      Number exact = from.getConverterToAny(to).convert((Number) BigDecimal.valueOf(value));
      return exact.doubleValue();
    } catch (IncommensurableException e) {
      throw new IllegalStateException("units of one dimension do not convert", e);
    }
  }

  private static Symbol symbol(String text) {
    if (text.length() > LONGEST) {
      throw new UnitException("unit " + quote(text), "a unit such as mg, um/min or 1/day");
    }
    String unit =
        text.replace('\u00b5', 'u')
            .replace('\u03bc', 'u')
            .replace("\u00b2", "2")
            .replace("\u00b3", "3")
            .replace('\u00b7', '*')
            .replaceAll("\\s*([*/()^])\\s*", "$1");
    Cursor cursor = new Cursor(unit.startsWith("/") ? "1" + unit : unit, text);
    Symbol result = cursor.product(0);
    if (!cursor.atEnd()) {
      throw cursor.unknown(cursor.rest());
    }
    return result;
  }

  /** Walks over the text of a unit. */
  private static final class Cursor {
    private final String text;
    private final String original;
    private int at;

    Cursor(String text, String original) {
      this.text = text;
      this.original = original;
    }

    boolean atEnd() {
      return at == text.length();
    }

    String rest() {
      return text.substring(at);
    }

    Symbol product(int depth) {
      Symbol result = factor(depth);
      while (!atEnd() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
        boolean over = text.charAt(at++) == '/';
        Symbol next = factor(depth);
        result = over ? result.over(next) : result.times(next);
      }
      return result;
    }

    private Symbol factor(int depth) {
      if (atEnd()) {
        throw unknown(original);
      }
      Symbol base;
      char first = text.charAt(at);
      if (first == '(' && depth < 4) {
        at++;
        base = product(depth + 1);
        if (atEnd() || text.charAt(at) != ')') {
          throw unknown(original);
        }
        at++;
      } else if (first == '1') {
        at++;
        return Symbol.of(AbstractUnit.ONE);
      } else {
        Matcher name = SYMBOL.matcher(text).region(at, text.length());
        Symbol known = name.lookingAt() ? SYMBOLS.get(name.group()) : null;
        if (known == null) {
          throw unknown(name.lookingAt() ? name.group() : rest());
        }
        at = name.end();
        base = known;
      }
      Matcher power = POWER.matcher(text).region(at, text.length());
      if (power.lookingAt()) {
        at = power.end();
        return base.power(Integer.parseInt(power.group(1)));
      }
      return base;
    }

    UnitException unknown(String part) {
      String nearest =
          Nearest.to(part, SYMBOLS.keySet()).map(n -> " (nearest: " + n + ")").orElse("");
      String whole = part.equals(original) ? "" : " in " + quote(original);
      return new UnitException(
          "unknown unit " + quote(part) + whole, "a unit such as mg, um/min or 1/day" + nearest);
    }
  }

  private static SortedMap<String, Symbol> symbols() {
    SortedMap<String, Symbol> table = new TreeMap<>();
    MetricPrefix[] small = {MILLI, MICRO, NANO, PICO, FEMTO};
    Unit<?> second = tech.units.indriya.unit.Units.SECOND;
    Unit<?> day = tech.units.indriya.unit.Units.DAY;
    put(table, second, "s", "sec", "second", "seconds");
    put(table, tech.units.indriya.unit.Units.MINUTE, "min", "minute", "minutes");
    put(table, tech.units.indriya.unit.Units.HOUR, "h", "hr", "hour", "hours");
    put(table, day, "d", "day", "days");
    put(table, tech.units.indriya.unit.Units.WEEK, "wk", "week", "weeks");
    // The mean Gregorian month and year of UCUM: 365.25 days to the year.
    put(table, day.multiply(30.4375), "mo", "month", "months");
    put(table, day.multiply(365.25), "yr", "year", "years");
    Unit<?> meter = tech.units.indriya.unit.Units.METRE;
    put(table, meter, "m");
    put(table, meter.prefix(CENTI), "cm");
    prefixed(table, meter, "m", small);
    Unit<?> gram = tech.units.indriya.unit.Units.GRAM;
    put(table, gram, "g");
    put(table, tech.units.indriya.unit.Units.KILOGRAM, "kg");
    prefixed(table, gram, "g", small);
    Unit<?> mole = tech.units.indriya.unit.Units.MOLE;
    put(table, mole, "mol");
    prefixed(table, mole, "mol", small);
    Unit<?> liter = tech.units.indriya.unit.Units.CUBIC_METRE.divide(1000);
    put(table, liter, "L", "l");
    put(table, liter.prefix(DECI), "dL");
    prefixed(table, liter, "L", small);
    prefixed(table, liter, "l", small);
    Unit<?> molar = mole.divide(liter);
    put(table, molar, "M");
    prefixed(table, molar, "M", small);
    Unit<?> pascal = tech.units.indriya.unit.Units.PASCAL;
    put(table, pascal, "Pa");
    put(table, pascal.prefix(KILO), "kPa");
    put(table, pascal.multiply(133.322387415), "mmHg");
    put(table, tech.units.indriya.unit.Units.GRAY, "Gy");
    put(table, tech.units.indriya.unit.Units.PERCENT, "%");
    put(table, gram.multiply(1.66053906660e-24), "Da");
    put(table, gram.multiply(1.66053906660e-24).prefix(KILO), "kDa");
    count(table, 'a', "cell", "cells");
    count(table, 'b', "molecule", "molecules", "molec");
    count(table, 'c', "division", "divisions");
    count(table, 'd', "hit", "hits");
    count(table, 'e', "kill", "kills");
    count(table, 'f', "antigen", "antigens", "neoantigen", "neoantigens");
    count(table, 'g', "allele", "alleles", "copy", "copies");
    count(table, 'h', "voxel", "voxels");
    count(table, 'i', "clonotype", "clonotypes");
    count(table, 'j', "vessel", "vessels");
    count(table, 'k', "dose", "doses");
    // Enzyme and international units measure activity, by an assay of their own.
    Unit<?> activity = counted('u', "U");
    put(table, activity, "U");
    prefixed(table, activity, "U", new MetricPrefix[] {MILLI, MICRO});
    Unit<?> international = counted('v', "IU");
    put(table, international, "IU");
    put(table, international.prefix(MEGA), "MIU");
    return Collections.unmodifiableSortedMap(table);
  }

  private static void put(SortedMap<String, Symbol> table, Unit<?> unit, String... names) {
    for (String name : names) {
      table.put(name, Symbol.of(unit));
    }
  }

  private static void prefixed(
      SortedMap<String, Symbol> table, Unit<?> unit, String name, MetricPrefix[] prefixes) {
    for (MetricPrefix prefix : prefixes) {
      String symbol = prefix == MICRO ? "u" : prefix.getSymbol();
      table.put(symbol + name, Symbol.of(unit.prefix(prefix)));
    }
  }

  private static Unit<?> counted(char dimension, String name) {
    return new BaseUnit<>(name, name, UnitDimension.parse(dimension));
  }

  private static void count(SortedMap<String, Symbol> table, char dimension, String... names) {
    Unit<?> unit = counted(dimension, names[0]);
    for (String name : names) {
      table.put(name, new Symbol(unit, AbstractUnit.ONE, true));
    }
  }
}
