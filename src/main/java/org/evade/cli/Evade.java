package org.evade.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.evade.catalogue.Problem;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code evade} command. */
@Command(
    name = "evade",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Evade.Version.class,
    description = "Simulates how lung cancer evades immune checkpoint inhibitors.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run, the comparison or a check failed",
      "2:bad input or usage",
      "3:interrupted; a run can be resumed, a replay is started anew"
    })
public final class Evade implements Callable<Integer> {

  private static final Map<String, Class<?>> COMMANDS = commands();

  /** Exit code of a command that did what it was asked. */
  static final int DONE = 0;

  /** Exit code of a run that failed. */
  static final int FAILED = 1;

  /** Exit code of bad input or usage. */
  static final int BAD_INPUT = 2;

  /** Exit code of a run that was interrupted and can be resumed. */
  static final int INTERRUPTED = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print where in the program an error arose.")
  private boolean stacktrace;

  private Evade() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    int code;
    try {
      code = commandLine(args.length == 0 ? "" : args[0]).execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "evade: out of memory; give Java more, such as java -Xmx8g -jar evade.jar");
      code = FAILED;
    }
    System.exit(code);
  }

  /** The command line with all its subcommands and the way it reports errors. */
  public static CommandLine commandLine() {
    return commandLine("");
  }

  /**
   * The command line with the one subcommand of this name, and with all when there is none such: to
   * look at every subcommand takes longer than to read a scenario.
   */
  private static CommandLine commandLine(String name) {
    Evade evade = new Evade();
    CommandLine line = new CommandLine(evade);
    if (COMMANDS.containsKey(name)) {
      line.addSubcommand(name, COMMANDS.get(name));
    } else {
      COMMANDS.forEach(line::addSubcommand);
      line.addSubcommand(HelpCommand.class).addSubcommand(GenerateCompletion.class);
    }
    converters(line);
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> Errors.report(e, command, evade.stacktrace));
    line.setParameterExceptionHandler((e, args) -> Errors.usage(e, evade.stacktrace));
    return line;
  }

  /** Evade's own subcommands by name, in the order of the help. */
  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand.class);
    commands.put("resume", ResumeCommand.class);
    commands.put("replay", ReplayCommand.class);
    commands.put("plot", PlotCommand.class);
    commands.put("validate", ValidateCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("list", ListCommand.class);
    commands.put("schema", SchemaCommand.class);
    commands.put("verify", VerifyCommand.class);
    commands.put("bench", BenchCommand.class);
    return Collections.unmodifiableMap(commands);
  }

  /** Numbers and paths as users write them, and what they are told of others. */
  private static void converters(CommandLine line) {
    ITypeConverter<Integer> whole =
        converter(Integer::valueOf, "a whole number up to " + Integer.MAX_VALUE);
    ITypeConverter<Long> large = converter(Long::valueOf, "a whole number up to " + Long.MAX_VALUE);
    ITypeConverter<Double> number = converter(Double::valueOf, "a number");
    line.registerConverter(Integer.class, whole).registerConverter(Integer.TYPE, whole);
    line.registerConverter(Long.class, large).registerConverter(Long.TYPE, large);
    line.registerConverter(Double.class, number).registerConverter(Double.TYPE, number);
    line.registerConverter(Path.class, Evade::path);
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse, String allowed) {
    return text -> {
      try {
        return parse.apply(text.strip());
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "found '" + Problem.shorten(text) + "'; allowed: " + allowed);
      }
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "found '"
              + Problem.shorten(text)
              + "'; allowed: a path in characters that files have in this locale; LC_ALL=C.UTF-8"
              + " allows all letters");
    }
  }

  /** Shows the help: a command is missing. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return BAD_INPUT;
  }

  /** The POM's version and the git commit. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      BuildInfo build = BuildInfo.read();
      return new String[] {"evade " + build.version() + " (" + build.commit() + ")"};
    }
  }
}
