package org.evade.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugReader;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.Problem;
import org.evade.scenario.ScenarioException;
import org.evade.scenario.Vocabulary;
import picocli.CommandLine.Option;

/**
 * Option of the commands that show what there is: drug files of the user's own, to show as well.
 */
final class OwnDrugs {

  @Option(
      names = "--drug",
      paramLabel = "FILE",
      description = "A drug file of your own, shown beside what comes with Evade; can be repeated.")
  private List<Path> files = List.of();

  /**
   * The words with the drugs of the files among those that come with Evade.
   *
   * @throws ScenarioException with all that is wrong with the files
   */
  Vocabulary addTo(Vocabulary words) {
    Vocabulary known = words;
    DrugLibrary drugs = words.drugs();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files) {
      Optional<DrugSpec> drug = DrugReader.read(file, file.toString(), known.reserved(), problems);
      if (drug.isPresent()) {
        known = known.with(drug.get());
        drugs = drugs.with(drug.get());
      }
    }
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    return new Vocabulary(known.catalogue(), known.mechanisms(), drugs);
  }
}
