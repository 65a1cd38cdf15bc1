package org.evade.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.evade.results.RunReader;
import org.evade.results.SyntheticRun;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartsTest {

  private Path directory;
  private SeriesSource treated;
  private SeriesSource untreated;
  private Charts.Drawn drawn;

  @BeforeAll
  void writeRuns(@TempDir Path shared) {
    directory = shared;
    treated = RunReader.open(SyntheticRun.write(directory.resolve("a"), 30, 1, true));
    untreated = RunReader.open(SyntheticRun.write(directory.resolve("b"), 16, 5, false));
    drawn = Charts.drawAll(treated, directory.resolve("charts"));
  }

  private static List<String> legend(Optional<JFreeChart> chart) {
    LegendItemCollection items =
        ((CombinedDomainXYPlot) chart.orElseThrow().getPlot()).getLegendItems();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < items.getItemCount(); i++) {
      labels.add(items.get(i).getLabel());
    }
    return labels;
  }

  private static List<String> axes(Optional<JFreeChart> chart) {
    List<String> labels = new ArrayList<>();
    for (Object panel : ((CombinedDomainXYPlot) chart.orElseThrow().getPlot()).getSubplots()) {
      labels.add(((XYPlot) panel).getRangeAxis().getLabel());
    }
    return labels;
  }

  @Test
  void drawAll_treatedRun_drawsEveryChartAsPngAndSvg() {
    assertThat(drawn.skipped()).isEmpty();
    assertThat(drawn.files().stream().map(f -> f.getFileName().toString()))
        .contains(
            "burden.png",
            "burden.svg",
            "resistance-emergence.png",
            "clones-muller.png",
            "ledger.png",
            "immune.png",
            "drug.png",
            "map-cells.png",
            "map-pdl1.png",
            "map-visibility.png",
            "map-o2-mmhg.png",
            "map-arginase.svg")
        .hasSize(2 * (6 + 3 + 8));
    assertThat(drawn.files()).allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  @Test
  void drawAll_pngs_areOfPrintSizeAndShowSomethingEverywhere() throws IOException {
    for (Path file : drawn.files()) {
      if (!file.toString().endsWith(".png")) {
        continue;
      }
      BufferedImage image = ImageIO.read(file.toFile());
      boolean map = file.getFileName().toString().startsWith("map-");
      assertThat(image.getWidth()).isEqualTo(1800);
      boolean ledger = file.getFileName().toString().startsWith("ledger");
      // Five panels of the ledger: one more than fit on 1200 pixels, 260 for it.
      assertThat(image.getHeight()).isEqualTo(map ? image.getHeight() : ledger ? 1460 : 1200);
      // In each of 6 × 4 tiles some ink, in the whole many colors.
      Set<Integer> colors = new HashSet<>();
      for (int tile = 0; tile < 24; tile++) {
        Set<Integer> here = new HashSet<>();
        int w = image.getWidth() / 6;
        int h = image.getHeight() / 4;
        for (int y = 0; y < h; y += 3) {
          for (int x = 0; x < w; x += 3) {
            here.add(image.getRGB(tile % 6 * w + x, tile / 6 * h + y));
          }
        }
        colors.addAll(here);
        boolean headOrFoot = tile < 6 || tile >= 18;
        assertThat(here.size()).as("%s, tile %d", file, tile).isGreaterThan(headOrFoot ? 0 : 1);
      }
      assertThat(colors.size()).as("%s", file).isGreaterThan(8);
    }
  }

  @Test
  void drawAll_nothingTouchesTheEdge() throws IOException {
    for (Path file : drawn.files()) {
      if (!file.toString().endsWith(".png")) {
        continue;
      }
      BufferedImage image = ImageIO.read(file.toFile());
      int right = image.getWidth() - 1;
      int foot = image.getHeight() - 1;
      boolean white = true;
      for (int x = 0; x <= right; x++) {
        white &= image.getRGB(x, 0) == -1 && image.getRGB(x, foot) == -1;
      }
      for (int y = 0; y <= foot; y++) {
        white &= image.getRGB(0, y) == -1 && image.getRGB(right, y) == -1;
      }
      assertThat(white).as("%s", file).isTrue();
    }
  }

  @Test
  void drawAll_svgs_areXmlWithTheirTitle() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    for (Path file : drawn.files()) {
      if (file.toString().endsWith(".svg")) {
        Document document = factory.newDocumentBuilder().parse(file.toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("text").getLength()).isGreaterThan(3);
        assertThat(document.getDocumentElement().getTextContent())
            .contains("pembrolizumab-inflamed, seed 7");
      }
    }
  }

  @Test
  void drawAll_again_givesTheSameBytesInAnyLocale() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Charts.Drawn again = Charts.drawAll(treated, directory.resolve("again"));
      for (Path file : again.files()) {
        Path first = directory.resolve("charts").resolve(file.getFileName());
        assertThat(Files.mismatch(file, first)).as("%s", file).isEqualTo(-1);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void drawAll_untreatedRun_skipsTheDrugAndSaysSo() {
    List<String> skipped = new ArrayList<>();
    assertThat(Charts.figures(untreated, skipped)).hasSize(5 + 3 + 8);
    assertThat(skipped).containsExactly("drug: no drug was given");
  }

  @Test
  void drawAll_emptySource_skipsEverything() {
    Charts.Drawn charts = Charts.drawAll(new Nothing(), directory.resolve("empty"));
    assertThat(charts.files()).isEmpty();
    assertThat(charts.skipped())
        .containsExactly(
            "burden: no time series",
            "resistance-emergence: no clones",
            "clones-muller: no clones",
            "ledger: no ledger",
            "immune: no time series",
            "drug: no drug was given",
            "map: no spatial snapshot");
  }

  /** The treated run as one of two lesions, which has most of what the first has. */
  private class TwoLesions implements SeriesSource {

    @Override
    public String title() {
      return treated.title();
    }

    @Override
    public Optional<Table> table(String name) {
      return switch (name) {
        case "lesions" -> Optional.of(twice(treated.table("timeseries").orElseThrow(), true));
        case "lesion-ledger" -> Optional.of(twice(treated.table("ledger").orElseThrow(), true));
        case "clones" -> Optional.of(twice(treated.table(name).orElseThrow(), false));
        default -> treated.table(name);
      };
    }

    private Table twice(Table table, boolean named) {
      int rows = table.rows();
      Table.Builder both = Table.builder();
      if (named) {
        List<String> lesions = new ArrayList<>(Collections.nCopies(rows, "lung"));
        lesions.addAll(Collections.nCopies(rows, "liver"));
        both.text("lesion", lesions);
      }
      for (String column : table.columns()) {
        List<String> all = new ArrayList<>();
        for (String lesion : List.of("lung", "liver")) {
          for (String text : table.text(column)) {
            boolean name = column.equals("clone") || (column.equals("parent") && !text.isEmpty());
            boolean other = column.equals("genotype") && lesion.equals("liver");
            all.add(name ? lesion + "/" + text : other ? "none" : text);
          }
        }
        both.text(column, all);
      }
      return both.build();
    }

    @Override
    public List<String> maps() {
      return List.of("baseline-liver", "baseline-lung", "end-liver", "end-lung");
    }

    @Override
    public Optional<Table> map(String label) {
      return treated.map(label.replaceAll("-(lung|liver)$", ""));
    }

    @Override
    public Optional<Quantity> quantity(String table, String column) {
      return treated.quantity(table, column);
    }
  }

  @Test
  void figures_severalLesions_areDrawnTogetherAndEach() {
    List<String> skipped = new ArrayList<>();
    List<String> names =
        Charts.figures(new TwoLesions(), skipped).stream().map(Figure::name).toList();
    assertThat(skipped).isEmpty();
    // Five of all together; for each lesion five and its maps.
    assertThat(names).hasSize(5 + 2 * (5 + 3 + 8)).doesNotHaveDuplicates();
    assertThat(names)
        .contains(
            "burden",
            "drug",
            "burden-lung",
            "resistance-emergence-liver",
            "clones-muller-lung",
            "ledger-liver",
            "immune-lung",
            "map-cells-liver",
            "map-o2-mmhg-lung")
        .doesNotContain("clones-muller", "map-cells", "drug-lung");
  }

  @Test
  void lesion_itsCharts_areOfItsOwnRows() {
    SeriesSource source = new TwoLesions();
    Run run = new Run(source);
    assertThat(run.title()).endsWith("all lesions together");
    assertThat(legend(CourseCharts.burden(run)))
        .contains("Diameter, sum of all lesions", "Lesion lung", "Lesion liver");
    List<LesionSource> lesions = LesionSource.of(source);
    assertThat(lesions).extracting(LesionSource::name).containsExactly("lung", "liver");
    Run lung = new Run(lesions.get(0), run);
    Run liver = new Run(lesions.get(1), run);
    assertThat(legend(CourseCharts.emergence(lung))).contains("hla-loh");
    assertThat(legend(CourseCharts.emergence(liver)))
        .containsExactly("none (sensitive)", "Burn-in");
    assertThat(liver.title()).contains("lesion liver");
    assertThat(lung.palette().of("hla-loh")).isEqualTo(run.palette().of("hla-loh"));
    assertThat(lung.table("clones").orElseThrow().text("clone"))
        .isEqualTo(treated.table("clones").orElseThrow().text("clone"));
    assertThat(lung.table("ledger").orElseThrow().text("ledger")).contains("contact", "priming");
    assertThat(liver.source().maps()).containsExactly("baseline", "end");
    assertThat(legend(CourseCharts.burden(liver))).contains("Diameter").doesNotContain("PD");
  }

  @Test
  void drawAll_directoryIsAFile_namesIt() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> Charts.drawAll(new Nothing(), file.resolve("charts")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void charts_legendsAndAxes_nameSeriesAndUnits() {
    Run run = new Run(treated);
    assertThat(legend(CourseCharts.emergence(run)))
        .containsExactlyInAnyOrder(
            "b2m-loss",
            "b2m-loss + hla-loh",
            "hla-loh",
            "ifng-loss",
            "neoantigen-loss",
            "none (sensitive)",
            "Burn-in");
    assertThat(axes(CourseCharts.emergence(run)))
        .containsExactly("Living tumor cells (%)", "Share (%), log scale", "Doses");
    assertThat(legend(CourseCharts.muller(run)))
        .contains("none (sensitive)", "b2m-loss", "hla-loh")
        .anyMatch(label -> label.matches("other clones \\(\\d+\\)"));
    assertThat(legend(CourseCharts.ledger(run)))
        .contains("pd1-checkpoint", "unseen (no CD8 in contact)", "stromal-exclusion", "no loss");
    assertThat(axes(CourseCharts.ledger(run)))
        .containsExactly(
            "Contact, enlarged (%)", "Contact (%)", "Entry (%)", "Priming (%)", "Doses");
    assertThat(legend(CourseCharts.drug(run)))
        .containsExactly("pembrolizumab in plasma", "PD-1 blocked in the tumor", "Burn-in");
    assertThat(axes(CourseCharts.drug(run)))
        .containsExactly("Plasma (mg/L), log scale", "Target blocked (%)", "Doses");
    assertThat(legend(CourseCharts.burden(run)))
        .contains(
            "Diameter", "Partial response: 30 % below the baseline scan", "Living tumor cells");
    assertThat(axes(CourseCharts.burden(run)))
        .containsExactly("Diameter (mm)", "Cells on the lattice", "Doses");
    assertThat(axes(CourseCharts.burden(new Run(untreated)))).doesNotContain("Doses");
    assertThat(legend(CourseCharts.immune(run)))
        .contains(
            "Reactive CD8, progenitor",
            "Reactive CD8, effector",
            "Reactive CD8, terminally exhausted",
            "All CD8 in nests, per mm² of nests",
            "All CD8 in stroma, per mm² of stroma",
            "Treg, number of cells",
            "MDSC, number of cells");
    assertThat(axes(CourseCharts.immune(run)))
        .containsExactly("Reactive CD8 cells", "CD8 per mm²", "Cells", "Doses");
  }

  /** The treated run with 19 tumor cells from some day on and 20 before. */
  private SeriesSource shrunkFrom(int first) {
    return new SeriesSource() {
      @Override
      public String title() {
        return treated.title();
      }

      @Override
      public Optional<Table> table(String name) {
        Optional<Table> found = treated.table(name);
        if (!name.equals("timeseries")) {
          return found;
        }
        Table table = found.orElseThrow();
        Table.Builder changed = Table.builder();
        double[] days = table.numbers("day");
        for (String column : table.columns()) {
          double[] values = table.numbers(column);
          for (int i = 0; i < days.length && column.equals("tumor_cells"); i++) {
            values[i] = days[i] < first ? 20 : 19;
          }
          changed.numbers(column, values);
        }
        return Optional.of(changed.build());
      }

      @Override
      public List<String> maps() {
        return List.of();
      }

      @Override
      public Optional<Table> map(String label) {
        return Optional.empty();
      }

      @Override
      public Optional<Quantity> quantity(String table, String column) {
        return treated.quantity(table, column);
      }
    };
  }

  /** The spans grayed in each panel of a chart, doses left out. */
  private static List<List<FewCells.Span>> grayed(Optional<JFreeChart> chart) {
    List<List<FewCells.Span>> panels = new ArrayList<>();
    for (Object panel : ((CombinedDomainXYPlot) chart.orElseThrow().getPlot()).getSubplots()) {
      List<FewCells.Span> spans = new ArrayList<>();
      for (Object annotation : ((XYPlot) panel).getAnnotations()) {
        if (annotation instanceof FewCells.Veil veil) {
          spans.addAll(veil.spans());
        }
      }
      panels.add(spans);
    }
    return panels.subList(0, panels.size() - 1);
  }

  @Test
  void chartsOfShares_fewTumorCells_areGrayedAndExplained() {
    Run small = new Run(shrunkFrom(10));
    // From noon before day 10 to the last day.
    List<FewCells.Span> spans = List.of(new FewCells.Span(9.5, small.last()));
    assertThat(grayed(CourseCharts.emergence(small))).containsExactly(spans, spans);
    assertThat(grayed(CourseCharts.muller(small))).containsExactly(spans);
    // Contact enlarged and whole; entry and priming are not shares of tumor cells.
    assertThat(grayed(CourseCharts.ledger(small)))
        .containsExactly(spans, spans, List.of(), List.of());
    Run large = new Run(shrunkFrom(1000));
    for (Run run : List.of(small, large)) {
      for (Optional<JFreeChart> chart :
          List.of(
              CourseCharts.emergence(run), CourseCharts.muller(run), CourseCharts.ledger(run))) {
        assertThat(legend(chart).contains("fewer than 20 tumor cells")).isEqualTo(run == small);
      }
    }
    assertThat(grayed(CourseCharts.muller(large))).containsExactly(List.of());
  }

  /** A run of a table of days and living tumor cells and of a table of its ledger. */
  private static Run run(double[] days, double[] cells, Optional<Table> ledger) {
    Table series = Table.builder().numbers("day", days).numbers("tumor_cells", cells).build();
    return new Run(
        new Nothing() {
          @Override
          public Optional<Table> table(String name) {
            return switch (name) {
              case "timeseries" -> Optional.of(series);
              case "ledger" -> ledger;
              default -> Optional.empty();
            };
          }
        });
  }

  @Test
  void fewCells_anyCourse_joinsNeighborsFromNoonToNoon() {
    FewCells few =
        FewCells.of(
            run(
                new double[] {-1, 0, 1, 2, 3, 4, 5},
                new double[] {19, 20, 3, 0, 21, 40, 19.5},
                Optional.empty()));
    assertThat(few.days()).containsExactlyInAnyOrder(-1.0, 1.0, 2.0, 5.0);
    assertThat(few.spans())
        .containsExactly(
            new FewCells.Span(-1, -0.5), new FewCells.Span(0.5, 2.5), new FewCells.Span(4.5, 5));
    assertThat(FewCells.of(new Run(new Nothing())).isEmpty()).isTrue();
  }

  /** Contact on days 0 to 30, priming on days 0 to 5 and 20 to 30 alone. */
  private static Table interrupted() {
    List<String> ledgers = new ArrayList<>();
    List<String> causes = new ArrayList<>();
    List<Double> days = new ArrayList<>();
    for (int day = 0; day <= 30; day++) {
      for (String ledger : List.of("contact", "priming")) {
        if (ledger.equals("contact") || day <= 5 || day >= 20) {
          ledgers.add(ledger);
          causes.add("none");
          days.add((double) day);
        }
      }
    }
    double[] day = days.stream().mapToDouble(Double::doubleValue).toArray();
    double[] share = new double[day.length];
    Arrays.fill(share, 1);
    return Table.builder()
        .numbers("day", day)
        .text("ledger", ledgers)
        .text("cause", causes)
        .numbers("share", share)
        .build();
  }

  @Test
  void ledger_daysWithoutRows_areAGapWithANote() {
    double[] days = IntStream.rangeClosed(0, 30).asDoubleStream().toArray();
    double[] cells = new double[31];
    Arrays.fill(cells, 100);
    JFreeChart chart =
        CourseCharts.ledger(run(days, cells, Optional.of(interrupted()))).orElseThrow();
    // In the middle between the last day with rows, 5, and the next, 20.
    assertThat(notes(chart)).containsExactly(List.of(), List.of("no priming 12.5"));
  }

  /** Rows on each of six days: a step of a day is a fifth of them and yet no gap. */
  @Test
  void ledger_ofAFewDays_hasNoNote() {
    double[] days = IntStream.rangeClosed(0, 5).asDoubleStream().toArray();
    double[] cells = new double[6];
    Arrays.fill(cells, 100);
    double[] share = new double[6];
    Arrays.fill(share, 1);
    Table ledger =
        Table.builder()
            .numbers("day", days)
            .text("ledger", Collections.nCopies(6, "contact"))
            .text("cause", Collections.nCopies(6, "none"))
            .numbers("share", share)
            .build();
    JFreeChart chart = CourseCharts.ledger(run(days, cells, Optional.of(ledger))).orElseThrow();
    assertThat(notes(chart)).containsExactly(List.of());
  }

  /** Notes in each panel, with the day of their middle. */
  private static List<List<String>> notes(JFreeChart chart) {
    List<List<String>> notes = new ArrayList<>();
    for (Object panel : ((CombinedDomainXYPlot) chart.getPlot()).getSubplots()) {
      List<String> here = new ArrayList<>();
      for (Object annotation : ((XYPlot) panel).getAnnotations()) {
        if (annotation instanceof XYTextAnnotation note) {
          here.add(note.getText() + " " + note.getX());
        }
      }
      notes.add(here);
    }
    return notes;
  }

  @Test
  void bands_missingDays_areNotDrawn() {
    Table table =
        Table.builder()
            .numbers("day", new double[] {0, 1, 2, 6, 8, 9, 10})
            .numbers("n", new double[] {1, 1, 1, 1, 1, 1, 1})
            .build();
    Run.Series shares = Run.pivot(table, Collections.nCopies(7, "a"), "n").shares();
    assertThat(shares.days).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    double nan = Double.NaN;
    assertThat(shares.values.get("a")).containsExactly(1, 1, 1, nan, nan, nan, 1, nan, 1, 1, 1);
    BufferedImage image = new BufferedImage(1000, 10, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    NumberAxis domain = new NumberAxis();
    domain.setRange(0, 10);
    NumberAxis range = new NumberAxis();
    range.setRange(0, 1);
    new Bands(shares.days, shares.stack(List.of("a"), Map.of("a", Color.RED), 1), Bands.Look.PLAIN)
        .draw(
            graphics,
            Style.plot(range),
            new Rectangle2D.Double(0, 0, 1000, 10),
            domain,
            range,
            0,
            null);
    graphics.dispose();
    // 100 pixels a day; days with rows reach half a day into a gap.
    StringBuilder seen = new StringBuilder();
    for (double day : new double[] {0.5, 2.4, 2.6, 4, 5.4, 5.6, 6.4, 6.6, 7.4, 7.6, 9}) {
      seen.append(image.getRGB((int) (100 * day), 5) == Color.RED.getRGB() ? '#' : '.');
    }
    assertThat(seen).hasToString("##...##..##");
  }

  @Test
  void palette_otherClones_areNoGray() {
    Color others = Palette.FOLDED;
    assertThat(others).isNotEqualTo(Palette.SENSITIVE).isNotEqualTo(FewCells.GRAY);
    float saturation =
        Color.RGBtoHSB(others.getRed(), others.getGreen(), others.getBlue(), null)[1];
    // The gray of sensitive cells has a saturation of 0.09.
    assertThat(saturation).isGreaterThan(0.5f);
  }

  /** The labels of an axis from below. */
  private static List<String> labels(LogScale axis) {
    return axis
        .refreshTicksVertical(null, new Rectangle2D.Double(0, 0, 10, 200), RectangleEdge.LEFT)
        .stream()
        .filter(tick -> tick.getTickType().equals(TickType.MAJOR))
        .map(NumberTick::getText)
        .toList();
  }

  @Test
  void logScale_anyRange_endsAtLabeledNumbers() {
    assertThat(labels(new LogScale("x", 12.1, 71.3))).containsExactly("10", "20", "50", "100");
    assertThat(labels(new LogScale("x", 20, 50))).containsExactly("20", "50");
    assertThat(labels(new LogScale("x", 0.3, 90)))
        .containsExactly("0.2", "0.5", "1", "2", "5", "10", "20", "50", "100");
    assertThat(labels(new LogScale("x", 0.01, 100)))
        .containsExactly("0.01", "0.1", "1", "10", "100");
    assertThat(new LogScale("x", 12.1, 71.3).foot()).isCloseTo(10, within(1e-9));
  }

  @Test
  void mapCells_leukocyteOnATumorCell_isADotOverIt() throws IOException {
    Table map =
        Table.builder()
            .numbers("x_um", new double[] {10, 30, 10, 30})
            .numbers("y_um", new double[] {10, 10, 30, 30})
            .numbers("z_um", new double[] {10, 10, 10, 10})
            .text("cell", List.of("tumor", "tumor", "", ""))
            .text("genotype", List.of("hla-loh", "hla-loh", "", ""))
            .numbers("cd8", new double[] {1, 0, 0, 0})
            .numbers("treg", new double[] {1, 0, 0, 0})
            .numbers("mdsc", new double[4])
            .numbers("vessel", new double[4])
            .numbers("ecm", new double[4])
            .build();
    SeriesSource source =
        new Nothing() {
          @Override
          public List<String> maps() {
            return List.of("end");
          }

          @Override
          public Optional<Table> map(String label) {
            return label.equals("end") ? Optional.of(map) : Optional.empty();
          }
        };
    Figure figure = MapCharts.figures(new Run(source)).get(0);
    assertThat(figure.name()).isEqualTo("map-cells");
    Map<Integer, Integer> pixels = new HashMap<>();
    BufferedImage image = figure.image();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixels.merge(image.getRGB(x, y), 1, Integer::sum);
      }
    }
    // The dot's radius is 0.4 of the voxel's edge: π · 0.16 of one voxel, 1.497 of two are left.
    double dot = pixels.get(Palette.CD8.getRGB());
    double tumor = pixels.get(Palette.ORANGE.getRGB());
    assertThat(dot / tumor).isCloseTo(0.503 / 1.497, within(0.01));
    // CD8 before Treg, which the map and its legend then do not show.
    assertThat(pixels).doesNotContainKey(Palette.TREG.getRGB());
  }

  @Test
  void series_without_isMissingOnThoseDaysAlone() {
    Run.Series series = new Run.Series(new double[] {1, 2, 3}, Map.of("a", new double[] {4, 5, 6}));
    assertThat(series.without(Set.of(2.0)).values.get("a")).containsExactly(4, Double.NaN, 6);
    assertThat(series.values.get("a")).containsExactly(4, 5, 6);
  }

  @Test
  void charts_anyCourse_haveTheSameDaysWithDayZeroInside() {
    Run run = new Run(treated);
    List<Range> ranges =
        Stream.of(
                CourseCharts.burden(run),
                CourseCharts.emergence(run),
                CourseCharts.muller(run),
                CourseCharts.ledger(run),
                CourseCharts.immune(run),
                CourseCharts.drug(run))
            .map(chart -> (CombinedDomainXYPlot) chart.orElseThrow().getPlot())
            .map(plot -> plot.getDomainAxis().getRange())
            .distinct()
            .toList();
    // Days −30 to 365 and 1.2 % of these 395 days on either side.
    assertThat(ranges).hasSize(1);
    assertThat(ranges.get(0).getLowerBound()).isCloseTo(-34.74, within(1e-9));
    assertThat(ranges.get(0).getUpperBound()).isCloseTo(369.74, within(1e-9));
  }

  @Test
  void burden_legend_listsOnlyTheResponsesThereAre() {
    List<String> responses =
        treated.table("scans").orElseThrow().text("recist").stream()
            .filter(t -> !t.isEmpty())
            .toList();
    List<String> labels =
        legend(CourseCharts.burden(new Run(treated))).stream()
            .filter(label -> label.startsWith("Scan: "))
            .toList();
    for (String response : List.of("CR", "PR", "SD", "PD")) {
      assertThat(labels.stream().anyMatch(label -> label.contains(response)))
          .as(response)
          .isEqualTo(responses.contains(response));
    }
  }

  @Test
  void palette_mechanisms_takeNoColorOfACellButOfTheOneThatSuppresses() {
    Set<Color> cells =
        Set.of(
            Palette.CD8,
            Palette.CD8_PROGENITOR,
            Palette.CD8_EFFECTOR,
            Palette.CD8_TERMINAL,
            Palette.TREG,
            Palette.MDSC,
            Palette.VESSEL,
            Palette.DEBRIS);
    List<String> names =
        List.of(
            "neoantigen-loss",
            "hla-loh",
            "b2m-loss",
            "ifng-pathway-loss",
            "constitutive-pd-l1",
            "adaptive-pd-l1",
            "pd-1-checkpoint",
            "exhaustion",
            "stromal-exclusion",
            "low-mhc",
            "low-chemokine",
            "immature-dendritic-cells");
    Palette palette = new Palette(names);
    assertThat(names.stream().map(palette::of).distinct()).hasSize(names.size());
    assertThat(names.stream().map(palette::of)).doesNotContainAnyElementsOf(cells);
    assertThat(palette.of("treg-suppression")).isEqualTo(Palette.TREG);
    assertThat(palette.of("mdsc-suppression")).isEqualTo(Palette.MDSC);
  }

  @Test
  void figures_snapshotsByInterval_areDrawnInAChartOfTheirOwn() {
    SeriesSource source =
        new TwoLesions() {
          @Override
          public Optional<Table> table(String name) {
            return treated.table(name);
          }

          @Override
          public List<String> maps() {
            return List.of("baseline", "day-0030", "day-0060", "end");
          }

          @Override
          public Optional<Table> map(String label) {
            return treated.map(label.startsWith("day-") ? "end" : label);
          }
        };
    assertThat(Charts.figures(source, new ArrayList<>()).stream().map(Figure::name))
        .contains("map-cells", "map-cells-snapshots");
    assertThat(drawn.files().stream().map(f -> f.getFileName().toString()))
        .doesNotContain("map-cells-snapshots.png");
  }

  @Test
  void pivot_clonesAndLedger_sumToOneOnEveryDay() {
    Table clones = treated.table("clones").orElseThrow();
    Run.Series shares = Run.pivot(clones, clones.text("genotype"), "cells").shares();
    List<String> keys = new ArrayList<>(shares.values.keySet());
    List<Bands.Band> bands = shares.stack(keys, Map.of(), 1);
    assertThat(shares.days).hasSize(396).isSorted();
    for (int i = 0; i < shares.days.length; i++) {
      assertThat(bands.get(bands.size() - 1).upper[i]).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void palette_names_haveOneColorEachWhateverElseThereIs() {
    Palette few = new Palette(List.of("hla-loh", "b2m-loss+hla-loh"));
    Palette many = new Palette(List.of("none", "b2m-loss", "hla-loh", "b2m-loss+hla-loh"));
    assertThat(few.of("hla-loh")).isEqualTo(Palette.ORANGE).isEqualTo(many.of("hla-loh"));
    assertThat(few.of("b2m-loss+hla-loh")).isEqualTo(many.of("b2m-loss+hla-loh"));
    List<String> names = List.of("none", "b2m-loss", "hla-loh", "b2m-loss+hla-loh");
    assertThat(names.stream().map(many::of).distinct()).hasSize(4);
  }

  @Test
  void viridis_ends_areThoseOfTheTable() {
    // matplotlib's viridis runs from #440154 to #FDE725.
    assertThat(Palette.viridis(0).getRGB()).isEqualTo(0xFF440154);
    assertThat(Palette.viridis(1).getRGB()).isEqualTo(0xFFFDE725);
    assertThat(Palette.viridis(7).getRGB()).isEqualTo(0xFFFDE725);
  }

  @Test
  void logScale_values_areLogarithmsWithGapsBelow() {
    LogScale axis = new LogScale("x", 0.01, 100);
    double[] logs = axis.of(new double[] {100, 1, 0.01, 0.001, 0, Double.NaN});
    assertThat(logs[0]).isEqualTo(2);
    assertThat(logs[1]).isEqualTo(0);
    assertThat(logs[2]).isEqualTo(-2);
    assertThat(new double[] {logs[3], logs[4], logs[5]}).containsOnly(Double.NaN);
  }

  @Test
  void niceLength_anyWidth_isOneTwoOrFiveTimesAPowerOfTen() {
    assertThat(MapCharts.niceLength(1000)).isEqualTo(1000);
    assertThat(MapCharts.niceLength(999)).isEqualTo(500);
    assertThat(MapCharts.niceLength(333)).isEqualTo(200);
    assertThat(MapCharts.niceLength(106)).isEqualTo(100);
  }

  @Test
  void slice_deepTissue_isTheMiddlePlane() {
    Slice slice = Slice.of("end", untreated.map("end").orElseThrow());
    // Five layers of 20 µm, their centers at 10, 30, 50, 70, 90.
    assertThat(slice.depth).isEqualTo(50);
    assertThat(slice.width).isEqualTo(16);
    assertThat(slice.height).isEqualTo(16);
    assertThat(slice.spacing).isEqualTo(20);
    assertThat(slice.day).isEqualTo(365);
    assertThat(slice.numbers("x_um")[17]).isEqualTo(30);
    assertThat(slice.numbers("y_um")[17]).isEqualTo(30);
    assertThat(slice.numbers("z_um")).containsOnly(50);
  }

  @Test
  void table_columns_areCheckedAndConverted() {
    Table table =
        Table.builder()
            .numbers("n", new double[] {1, Double.NaN, 2.5})
            .text("t", List.of("a", "2", ""))
            .build();
    assertThat(table.text("n")).containsExactly("1", "", "2.5");
    assertThat(table.numbers("t")).containsExactly(Double.NaN, 2, Double.NaN);
    assertThatThrownBy(() -> table.numbers("x")).hasMessageContaining("no column x");
    assertThatThrownBy(() -> Table.builder().numbers("a", new double[2]).text("b", List.of()))
        .hasMessageContaining("0 rows, the others 2");
  }

  /** A run without any table. */
  private static class Nothing implements SeriesSource {

    @Override
    public String title() {
      return "nothing";
    }

    @Override
    public Optional<Table> table(String name) {
      return Optional.empty();
    }

    @Override
    public List<String> maps() {
      return List.of();
    }

    @Override
    public Optional<Table> map(String label) {
      return Optional.empty();
    }

    @Override
    public Optional<Quantity> quantity(String table, String column) {
      return Optional.empty();
    }
  }
}
