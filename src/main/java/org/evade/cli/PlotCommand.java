package org.evade.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.evade.chart.Charts;
import org.evade.chart.Table;
import org.evade.results.ResultsException;
import org.evade.results.RunDirectory;
import org.evade.results.RunReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the charts of a run anew. */
@Command(
    name = "plot",
    description = "Draws the charts of a run anew from its tables, also of an unfinished run.")
final class PlotCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The run's directory.")
  private Path directory;

  @Override
  public Integer call() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    PrintWriter out = spec.commandLine().getOut();
    RunReader reader = RunReader.open(RunTask.existing(directory, spec.commandLine()));
    reader.requireTables();
    if (reader.table("timeseries").map(Table::rows).orElse(0) == 0) {
      throw new ResultsException(
          reader.path(), "there are no days to draw yet: the run has not come through its burn-in");
    }
    Path folder = reader.path().resolve(RunDirectory.CHARTS);
    Charts.Drawn drawn = Charts.drawAll(reader, folder);
    out.println(drawn.files().size() + " files in " + folder);
    drawn.skipped().forEach(line -> out.println("  left out: " + line));
    return Evade.DONE;
  }
}
