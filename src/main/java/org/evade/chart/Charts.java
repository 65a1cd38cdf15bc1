package org.evade.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;

/** Draws all charts of a run. Needs no display. */
public final class Charts {

  private Charts() {}

  /**
   * What was drawn.
   *
   * @param files the files written, a PNG and an SVG each
   * @param skipped a line for each chart that the run has no data for
   */
  public record Drawn(List<Path> files, List<String> skipped) {

    /** Copies the lists. */
    public Drawn {
      files = List.copyOf(files);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * Draws every chart the run has data for: {@code burden}, {@code resistance-emergence}, {@code
   * clones-muller}, {@code ledger}, {@code immune}, {@code drug} and {@code map-…} for cells,
   * PD-L1, visibility and each field, {@code map-cells-snapshots} if snapshots were asked for. With
   * several lesions, burden, emergence, ledger and immune are of all together, and all but the drug
   * are of each lesion, its name at the end. PNGs are 1800 pixels wide, 6 inches in print.
   *
   * @param source the run
   * @param directory where to, made if missing; files of the same names are replaced
   * @return what was drawn
   * @throws UncheckedIOException if a file cannot be written; its message names the directory
   */
  public static Drawn drawAll(SeriesSource source, Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot make this directory", e);
    }
    List<Path> files = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Figure figure : figures(source, skipped)) {
      files.addAll(figure.write(directory));
    }
    return new Drawn(files, skipped);
  }

  /** The figures of a run; what is left out is told in {@code skipped}. */
  static List<Figure> figures(SeriesSource source, List<String> skipped) {
    Run run = new Run(source);
    List<LesionSource> lesions = LesionSource.of(source);
    List<Figure> figures = new ArrayList<>();
    addCourse(figures, skipped, run, "", lesions.isEmpty());
    add(figures, skipped, "drug", CourseCharts.drug(run), "no drug was given");
    if (lesions.isEmpty()) {
      addMaps(figures, skipped, run, "");
    }
    for (LesionSource lesion : lesions) {
      Run one = new Run(lesion, run);
      addCourse(figures, skipped, one, "-" + lesion.name(), true);
      addMaps(figures, skipped, one, "-" + lesion.name());
    }
    return figures;
  }

  private static void addCourse(
      List<Figure> figures, List<String> skipped, Run run, String end, boolean oneLesion) {
    add(figures, skipped, "burden" + end, CourseCharts.burden(run), "no time series");
    add(figures, skipped, "resistance-emergence" + end, CourseCharts.emergence(run), "no clones");
    if (oneLesion) {
      add(figures, skipped, "clones-muller" + end, CourseCharts.muller(run), "no clones");
    }
    add(figures, skipped, "ledger" + end, CourseCharts.ledger(run), "no ledger");
    add(figures, skipped, "immune" + end, CourseCharts.immune(run), "no time series");
  }

  private static void addMaps(List<Figure> figures, List<String> skipped, Run run, String end) {
    List<Figure> maps = MapCharts.figures(run);
    if (maps.isEmpty()) {
      skipped.add("map" + end + ": no spatial snapshot");
    }
    maps.forEach(map -> figures.add(map.named(map.name() + end)));
  }

  private static void add(
      List<Figure> figures,
      List<String> skipped,
      String name,
      Optional<JFreeChart> chart,
      String why) {
    if (chart.isPresent()) {
      figures.add(Style.figure(name, chart.get()));
    } else {
      skipped.add(name + ": " + why);
    }
  }
}
