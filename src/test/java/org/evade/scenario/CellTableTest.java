package org.evade.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.evade.catalogue.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTableTest {

  @TempDir Path folder;

  private Scenario read(String lattice, String csv) throws IOException {
    Files.writeString(folder.resolve("cells.csv"), csv);
    return read(lattice);
  }

  /** A lesion of 10 x 10 voxels of 20 um, unless given otherwise, with the table in the folder. */
  private Scenario read(String lattice) {
    String text = "name: x\nlesions: [{lattice: {%s}, cells: cells.csv}]".formatted(lattice);
    return ScenarioReader.read(text, folder.resolve("s.yaml"), Words.small(), List.of());
  }

  private CellTable table(String csv) throws IOException {
    return read("size: 10", csv).lesions().get(0).cells().orElseThrow();
  }

  private List<Problem> problems(String lattice, String csv) throws IOException {
    Files.writeString(folder.resolve("cells.csv"), csv);
    return problems(lattice);
  }

  private List<Problem> problems(String lattice) {
    ScenarioException thrown = catchThrowableOfType(ScenarioException.class, () -> read(lattice));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private List<Problem> problems(List<String> rows) throws IOException {
    return problems("size: 10", "x_um,y_um,type,clone\n" + String.join("\n", rows) + "\n");
  }

  @Test
  void read_columnsInAnyOrder_placesCellsIntoVoxels() throws IOException {
    CellTable table =
        table("clone,type,y_um,x_um\nA,tumor,39.99,20\n,cd8,0,199.999\r\n\"\",\"treg\", 1e1 ,.5");
    assertThat(table.cells())
        .containsExactly(
            new CellTable.Cell(0, 0, 0, CellTable.Type.TREG, ""),
            new CellTable.Cell(9, 0, 0, CellTable.Type.CD8, ""),
            new CellTable.Cell(1, 1, 0, CellTable.Type.TUMOR, "A"));
    assertThat(table.count(CellTable.Type.CD8)).isEqualTo(1);
    assertThat(table.clones()).containsExactly(Map.entry("A", 1));
  }

  @Test
  void read_markOfUtf8_isNoPartOfTheFirstColumn() throws IOException {
    assertThat(table("\ufeffx_um,y_um,type\n1,1,tumor\n").cells()).hasSize(1);
  }

  @Test
  void read_rowsInAnotherOrder_sameCells() throws IOException {
    List<String> rows =
        new ArrayList<>(
            List.of("5,5,tumor,B", "25,5,tumor,A", "5,5,cd8,", "45,45,cd8,", "46,46,treg,"));
    CellTable first = table("x_um,y_um,type,clone\n" + String.join("\n", rows));
    Collections.reverse(rows);
    CellTable second = table("x_um,y_um,type,clone\n" + String.join("\n", rows));
    assertThat(second.cells()).isEqualTo(first.cells());
  }

  @Test
  void read_threeDimensions_takesTheLayer() throws IOException {
    Scenario scenario = read("size: [5, 5, 5]", "x_um,y_um,z_um,type\n1,21,99,tumor\n");
    assertThat(scenario.lesions().get(0).cells().orElseThrow().cells())
        .containsExactly(new CellTable.Cell(0, 1, 4, CellTable.Type.TUMOR, ""));
  }

  /** Line, column (of the value), path, and a part of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc,1,tumor,|1|x_um|found 'abc'; allowed: a number, from 0 to below 200 um",
        "1,NaN,tumor,|3|y_um|found 'NaN'",
        "1,Infinity,tumor,|3|y_um|found 'Infinity'",
        "1,1e999,tumor,|3|y_um|1e999, which is outside the lattice",
        "1,,tumor,|3|y_um|found nothing",
        "-0.1,1,tumor,|1|x_um|-0.1, which is outside the lattice; allowed: from 0 to below 200 um",
        "1,200,tumor,|3|y_um|200, which is outside the lattice",
        "1,1,tumour,|5|type|unknown type 'tumour'; allowed: tumor, debris, cd8, treg, mdsc, vessel; did you mean 'tumor'?",
        "1,1,CD8,|5|type|did you mean 'cd8'?",
        "1,1,,|5|type|unknown type ''",
        "1,1|1||found 2 values; allowed: 4, one for each column",
        "1,1,tumor,A,9|1||found 5 values",
        "1,\"1,tumor,|3||a quote that is not closed",
        "1,1,cd8,A|9|clone|'A' for a cd8; allowed: a clone for tumor and debris only",
        "1,1,tumor,?!|11|clone|a label of at most 40",
        "1,1,tumor,b2m-los|11|clone|almost the name of a mechanism; allowed: a mechanism's name, or a label that cannot be mistaken for one; did you mean 'b2m-loss'?",
        "1,1,tumor,b2m-loss+b2m-loss|11|clone|'b2m-loss+b2m-loss'; allowed: each mechanism once in a label",
        "1,1,tumor,b2m-loss+hla|11|clone|unknown heritable mechanism 'hla'",
        "61,61,vessel,|7|type|a vessel in the voxel (3, 3) of the tumor of line 2; allowed: one tumor cell, debris or vessel in a voxel of 20 um",
        "62,62,debris,|7|type|a debris in the voxel (3, 3) of the tumor of line 2",
        "63,63,tumor,|7|type|a tumor in the voxel (3, 3) of the tumor of line 2",
      })
  void read_badRow_isNamed(String row, int column, String path, String message) throws IOException {
    List<Problem> problems = problems(List.of("60,60,tumor,", row));
    assertThat(problems).as("%s", problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.file()).isEqualTo(folder.resolve("cells.csv").toString());
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.column()).isEqualTo(column);
    assertThat(problem.path()).isEqualTo(path == null ? "" : path);
    assertThat(problem.toString()).contains(message);
  }

  @Test
  void read_leukocytes_fitEightInAVoxelAndOneBesideATumorCell() throws IOException {
    String eight = "41,41,cd8,\n".repeat(8);
    table("x_um,y_um,type,clone\n1,1,cd8,\n1,1,tumor,\n" + eight);
    List<Problem> problems =
        problems(
            "size: 10",
            "x_um,y_um,type,clone\n1,1,cd8,\n2,2,treg,\n1,1,tumor,\n" + eight + "41,41,mdsc,\n");
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0).toString())
        .contains(
            ":3:5: type: found leukocyte number 2 of one voxel beside the tumor of line 4; allowed:"
                + " at most 1 beside");
    assertThat(problems.get(1).toString())
        .contains(":13:7: type: found leukocyte number 9 of one voxel; allowed: at most 8");
  }

  @Test
  void read_severalWrong_allAtOnceInTheOrderOfLines() throws IOException {
    List<Problem> problems =
        problems(
            "size: 10", "x_um,yum,type,type\n1,1,tumor,cd8\nx,1,tumr,cd8\n\n1,1,tumor,cd8,8\n");
    assertThat(problems).extracting(Problem::line).isSorted().containsExactly(1, 1, 3, 3, 4, 5);
    assertThat(problems.toString())
        .contains(
            "unknown column 'yum'",
            "did you mean 'y_um'?",
            "the column type a second time",
            "found 'x'",
            "unknown type 'tumr'",
            "an empty line",
            "5 values");
  }

  @Test
  void read_manyWrong_tellsTwentyAndHowManyMore() throws IOException {
    List<Problem> problems = problems(Collections.nCopies(57, "1,1,tumr,"));
    assertThat(problems).hasSize(21);
    assertThat(problems.get(20).toString()).contains(":22:5: found 37 more problems from here on");
  }

  @Test
  void read_clonesOfMechanisms_mustBeOn() throws IOException {
    Files.writeString(folder.resolve("cells.csv"), "x_um,y_um,type,clone\n1,1,tumor,b2m-loss\n");
    String text =
        "name: x\nlesions: [{lattice: {size: 10}, cells: cells.csv}]\nmechanisms: {b2m-loss: off}";
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioReader.read(text, folder.resolve("s.yaml"), Words.small(), List.of()));
    assertThat(thrown.problems().toString()).contains("a clone of b2m-loss, which is switched off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size: 10|x_um,y_um,z_um,type;1,1,5,tumor|z_um: found 5; allowed: 0 on a lattice of two",
        "size: [5, 5, 5]|x_um,y_um,type;1,1,tumor|no column z_um (the lattice has three dimensions)",
        "size: [5, 5, 5]|x_um,y_um,z_um,type;1,1,100,tumor|z_um: found 100, which is outside",
        "size: 10|x_um,y_um,type;1,1,cd8|no living tumor cell",
        "size: 10|x_um,y_um,type|no row below the header",
        "size: 10|x_um\ty_um\ttype;1\t1\ttumor|columns parted by tabs; allowed: commas",
        "size: 3|x_um,y_um,type;1,1,tumor;21,1,tumor;41,1,tumor;1,21,tumor;21,21,tumor;41,21,tumor|66.7 % of the voxels",
      })
  void read_tableThatDoesNotFitTheLattice_saysWhy(String lattice, String csv, String message)
      throws IOException {
    List<Problem> problems = problems(lattice, csv.replace(';', '\n').replace("\\t", "\t"));
    assertThat(problems).as("%s", problems).hasSize(1);
    assertThat(problems.get(0).toString()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff"})
  void read_emptyFile_isRefused(String text) throws IOException {
    assertThat(problems("size: 10", text).toString()).contains("an empty file");
  }

  @Test
  void read_semicolons_areNamedOnce() throws IOException {
    assertThat(problems("size: 10", "x_um;y_um;type\n1,5;1;tumor\n"))
        .singleElement()
        .asString()
        .contains("columns parted by semicolons");
  }

  /** A wrong header is told once, not once more for every column that it so lacks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "X_UM,y_um,type|1:1: found unknown column 'X_UM'",
        "x_um,y_um,typ|1:11: found unknown column 'typ'",
        "1,1,tumor|1:1: found no header, but '1,1,tumor'; allowed: the columns x_um",
        "a,b|1:1: found no header, but 'a,b'",
        "\"x_um,y_um,type|1:1: found a quote that is not closed",
        ",,|1:1: found no header, but ',,'",
      })
  void read_wrongHeader_isOneProblem(String header, String message) throws IOException {
    assertThat(problems("size: 10", header + "\n1,1,tumor\n"))
        .singleElement()
        .asString()
        .contains(message);
  }

  @Test
  void read_longValues_areShortened() throws IOException {
    String digits = "1".repeat(100_000);
    for (String row :
        List.of(digits + ",1,tumor,", "1,1," + digits + ",", "1,1,tumor," + digits, "x" + digits)) {
      assertThat(problems(List.of(row)))
          .allSatisfy(problem -> assertThat(problem.toString()).hasSizeLessThan(400));
    }
    assertThat(problems("size: 10", digits + "\n1\n"))
        .singleElement()
        .asString()
        .contains("'" + "1".repeat(40) + "...'");
  }

  @Test
  void read_latin1_isRefused() throws IOException {
    byte[] text = "x_um,y_um,type\n1,1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("cells.csv"), text);
    assertThat(problems("size: 10").toString()).contains("bytes that are not UTF-8");
  }

  @Test
  void read_largeFile_isRefused() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("cells.csv").toFile(), "rw")) {
      file.setLength((32 << 20) + 1);
    }
    assertThat(problems("size: 10").toString()).contains("found more than 32 MiB");
  }
}
