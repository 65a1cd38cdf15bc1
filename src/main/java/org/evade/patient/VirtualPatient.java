package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.ParameterValues;
import org.evade.catalogue.Target;
import org.evade.cell.Neoantigens;
import org.evade.cell.Phylogeny;
import org.evade.mechanism.Mechanisms;
import org.evade.random.KeyedStream;
import org.evade.response.Assessment;
import org.evade.scenario.Scenario;
import org.evade.therapy.GivenDose;
import org.evade.therapy.LineEnd;
import org.evade.therapy.Treatment;
import sim.engine.Schedule;
import sim.engine.SimState;

/**
 * One patient: the MASON model. Time is counted in minutes from the start of treatment; the burn-in
 * has negative minutes. What is due at a minute is a function of the minute alone, so that a
 * patient read from a checkpoint goes on as if it had never stopped.
 */
public final class VirtualPatient extends SimState implements AutoCloseable {

  private static final long serialVersionUID = 1;

  private static final long HOUR = 60;
  private static final long DAY = 1440;

  /** Several times the slowest of what settles: MHC-I and PD-L1, a day each by default. */
  private static final long SETTLING_DAYS = 7;

  /** Order of the steps that are due at the same minute. */
  private enum Order {
    OBSERVATION,
    TREATMENT,
    CIRCULATION,
    SLOW_FIELDS,
    FIELDS,
    LEUKOCYTES,
    TUMOR,
    EXCHANGE
  }

  private final transient Scenario scenario;
  private final transient DrugLibrary drugs;
  private final transient ParameterValues parameters;
  private final transient Mechanisms mechanisms;
  private final int threads;
  private final transient ExecutorService executor;
  private final long burnInMinutes;
  private final transient List<DayListener> listeners = new ArrayList<>();

  private final transient List<String> refusals = new ArrayList<>();

  private int attempt;
  private long next;
  private transient Streams streams;
  private transient List<LesionEngine> engines;
  private transient Circulation circulation;
  private transient Treatment treatment;
  private transient BeyondLesions beyond;
  private transient Scans scans;
  private transient GenotypeWatch genotypes;
  private transient List<PatientEvent> events;
  private transient Optional<Ending> ended;

  /** Told of every day, before anything else happens on it. */
  @FunctionalInterface
  public interface DayListener {
    /**
     * A day begins.
     *
     * @param patient the patient, not to be changed
     * @param day day of treatment, 0 for its start, negative in the burn-in
     */
    void day(VirtualPatient patient, int day);
  }

  /**
   * A patient at the start of its burn-in.
   *
   * @param scenario who it is and what is done to it
   * @param drugs the drugs that the scenario may name
   * @param threads threads that work on the fields; the result does not depend on it
   * @throws IllegalArgumentException when an interval does not fit into its day or hour
   */
  public VirtualPatient(Scenario scenario, DrugLibrary drugs, int threads) {
    super(scenario.seed());
    this.scenario = scenario;
    this.drugs = drugs;
    this.parameters = scenario.parameters();
    this.threads = threads;
    mechanisms = Mechanisms.of(scenario.mechanisms(), parameters);
    executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "fields");
              thread.setDaemon(true);
              return thread;
            });
    burnInMinutes = (long) (parameters.get("burn-in.duration") * DAY);
    begin(0);
  }

  /** One lesion with the steps that work on it. */
  private record LesionEngine(
      Lesion lesion,
      Contact contact,
      LeukocyteStep leukocytes,
      TumorStep tumor,
      FieldStep fields,
      EntryStep entry,
      FateStep fate,
      ContactLedger ledger,
      BurnIn burnIn,
      RestOfLesion rest) {}

  /** Founds the patient by one draw and schedules its first steps. */
  private void begin(int newAttempt) {
    assemble(newAttempt);
    for (int number = 0; number < engines.size(); number++) {
      LesionEngine engine = engines.get(number);
      // What a table's cells do until they are put back is no event.
      boolean given = engine.lesion().plan().cells().isPresent();
      founding(number, -burnInMinutes, given ? new ArrayList<>() : events).run(engine.rest());
      engine.leukocytes().matrixChanged();
      engine.fields().start();
      engine.burnIn().start();
    }
    scheduleFrom(-burnInMinutes);
  }

  private Founding founding(int number, long minute, List<PatientEvent> into) {
    Lesion lesion = engines.get(number).lesion();
    return new Founding(
        lesion, scenario, mechanisms, streams, drawSeed(attempt), number, minute, into);
  }

  private long drawSeed(int draw) {
    return KeyedStream.of(scenario.seed(), "attempt").bits(draw, 0, 0);
  }

  /** Makes every part, empty. */
  private void assemble(int newAttempt) {
    attempt = newAttempt;
    long drawSeed = drawSeed(attempt);
    streams = Streams.of(drawSeed);
    events = new ArrayList<>();
    ended = Optional.empty();
    Neoantigens neoantigens =
        Neoantigens.draw(
            drawSeed,
            scenario.patient().truncalNeoantigens(),
            scenario.patient().subclonalNeoantigens(),
            parameters.get("neoantigens.presenting-alleles"));
    circulation = new Circulation(parameters, mechanisms, neoantigens, scenario.lesions().size());
    treatment = Treatment.of(scenario, drugs, parameters.get("therapy.tissue-fraction"));
    engines = new ArrayList<>();
    for (int number = 0; number < scenario.lesions().size(); number++) {
      engines.add(assemble(number, neoantigens));
    }
    beyond = new BeyondLesions(scenario.patient().beyond(), parameters, scenario.seed());
    scans = new Scans(scenario, streams.reading());
    genotypes = new GenotypeWatch(mechanisms);
  }

  private LesionEngine assemble(int number, Neoantigens neoantigens) {
    Lesion lesion =
        new Lesion(
            scenario.lesions().get(number),
            number,
            parameters,
            mechanisms,
            neoantigens,
            new Phylogeny(neoantigens));
    Contact contact = new Contact(lesion, mechanisms, parameters);
    EntryStep entry = new EntryStep(lesion, streams, mechanisms, parameters, circulation);
    FateStep fate = new FateStep(lesion, streams, mechanisms, parameters);
    return new LesionEngine(
        lesion,
        contact,
        new LeukocyteStep(lesion, streams, mechanisms, parameters, contact),
        new TumorStep(lesion, streams, mechanisms, parameters),
        new FieldStep(lesion, parameters, threads),
        entry,
        fate,
        new ContactLedger(lesion, streams, parameters, contact, circulation),
        new BurnIn(lesion, entry, fate, parameters),
        new RestOfLesion(lesion, number, streams, mechanisms, parameters));
  }

  /** Rebuilds MASON's schedule: every step at the multiples of its interval from a minute on. */
  private void scheduleFrom(long minute) {
    schedule.reset();
    next = minute;
    repeat(minute, Order.OBSERVATION, DAY, this::observe);
    repeat(minute, Order.TREATMENT, HOUR, this::treat);
    repeat(minute, Order.CIRCULATION, interval("engine.circulation-interval"), this::circulate);
    repeat(
        minute, Order.SLOW_FIELDS, interval("engine.slow-field-interval"), this::solveSlowFields);
    repeat(minute, Order.FIELDS, interval("engine.field-interval"), this::solveFields);
    repeat(minute, Order.LEUKOCYTES, HOUR, this::moveLeukocytes);
    repeat(minute, Order.TUMOR, interval("engine.tumor-interval"), this::growTumor);
    repeat(minute, Order.EXCHANGE, DAY, this::exchange);
  }

  private long interval(String parameter) {
    return (long) (parameters.get(parameter) * HOUR);
  }

  @FunctionalInterface
  private interface Step {
    void at(long minute);
  }

  private void repeat(long from, Order order, long interval, Step step) {
    long sinceFounding = from + burnInMinutes;
    long first = (sinceFounding + interval - 1) / interval * interval;
    schedule.scheduleRepeating(
        Schedule.EPOCH + (double) first,
        order.ordinal(),
        state -> step.at((long) state.schedule.getTime() - burnInMinutes),
        (double) interval);
  }

  /**
   * Simulates up to a minute: every step due before it is done, none due at it.
   *
   * @param minute minute to stop at, a whole hour
   * @throws BurnInException when no draw is accepted
   */
  public void runTo(long minute) {
    while (ended.isEmpty() && next < minute) {
      schedule.step(this);
      next += HOUR;
      if (next <= 0 && next % DAY == 0) {
        judgeBurnIn();
      }
    }
  }

  /** Minute up to which the patient is simulated. */
  public long minute() {
    return next;
  }

  /** Minute at which the burn-in starts. */
  public long firstMinute() {
    return -burnInMinutes;
  }

  /**
   * At the end of the burn-in accepts the draw and makes it the reference, or begins anew with the
   * next one; before, does the latter when a lattice is full already.
   */
  private void judgeBurnIn() {
    Optional<String> refusal = overfull();
    for (LesionEngine engine : engines) {
      if (next == 0 && refusal.isEmpty()) {
        engine.burnIn().day((int) (burnInMinutes / DAY));
        String lesion = "lesion " + engine.lesion().plan().name() + ": ";
        refusal = engine.burnIn().refusal().map(why -> engines.size() > 1 ? lesion + why : why);
      }
    }
    if (refusal.isPresent()) {
      refusals.add(refusal.get());
      if (refusals.size() >= parameters.get("burn-in.attempts")) {
        throw new BurnInException(scenario.name(), refusals);
      }
      begin(attempt + 1);
      return;
    }
    if (next < 0) {
      return;
    }
    for (int number = 0; number < engines.size(); number++) {
      Lesion lesion = engines.get(number).lesion();
      if (lesion.plan().cells().isPresent()) {
        founding(number, 0, events)
            .putBack(lesion.plan().cells().get(), engines.get(number).rest());
        settle(engines.get(number));
      }
      lesion.setReference();
    }
    tell(0, "burn-in", "", refusals.size(), "draws refused before this one");
  }

  /**
   * Lets contacts, fields and expression come to rest around cells just put back, which stay where
   * they are: the steps of the days before treatment without those that move, kill or divide.
   */
  private void settle(LesionEngine engine) {
    engine.leukocytes().tumorMoved();
    engine.contact().blockade(treatment.blocked(Target.PD_1), treatment.blocked(Target.PD_L1));
    for (long minute = -SETTLING_DAYS * DAY; minute < 0; minute += HOUR) {
      if (minute % interval("engine.circulation-interval") == 0) {
        engine.fate().forgetEngagements();
      }
      if (minute % interval("engine.slow-field-interval") == 0) {
        engine.fields().runSlow(executor);
      }
      if (minute % interval("engine.field-interval") == 0) {
        engine.fields().runFast(executor);
      }
      engine.leukocytes().hold(minute);
      if (minute % interval("engine.tumor-interval") == 0) {
        engine.tumor().hold();
      }
    }
  }

  private void tell(long minute, String kind, String subject, double value, String text) {
    events.add(new PatientEvent(minute, kind, subject, value, text));
  }

  private void observe(long minute) {
    int day = (int) Math.floorDiv(minute, DAY);
    for (LesionEngine engine : engines) {
      if (day < 0) {
        engine.burnIn().day(day + (int) (burnInMinutes / DAY));
      }
      engine.lesion().checkIds();
      engine.lesion().forgetLostClones();
    }
    if (day >= 0) {
      genotypes.look(lesions(), minute, events);
      if (day > 0) {
        ended = beyond.day(day, sumOfDiameters(), events);
      }
      if (ended.isEmpty()) {
        scans.look(lesions(), beyond, minute, treatment, events);
      }
    }
    for (DayListener listener : listeners) {
      listener.day(this, day);
    }
    for (LesionEngine engine : engines) {
      if (day >= 0 && ended.isEmpty() && full(engine.lesion())) {
        ended = Optional.of(Ending.DOMAIN_FULL);
      }
    }
  }

  private boolean full(Lesion lesion) {
    return lesion.fill() > parameters.get("engine.domain-full");
  }

  /** Why a lattice is too full to start with, or empty. */
  private Optional<String> overfull() {
    for (Lesion lesion : lesions()) {
      if (full(lesion)) {
        if (lesion.plan().cells().isPresent()) {
          throw new BurnInException(scenario.name(), lesion.plan().name());
        }
        return Optional.of(
            String.format(
                Locale.ROOT,
                "%.0f %% of the voxels of lesion %s were full on day %d: the fill is too large",
                100 * lesion.fill(),
                lesion.plan().name(),
                next / DAY));
      }
    }
    return Optional.empty();
  }

  /** Sum of the lesions' diameters over that at the start of treatment. */
  private double sumOfDiameters() {
    double now = 0;
    double before = 0;
    for (Lesion lesion : lesions()) {
      now += lesion.diameterMm();
      before += lesion.plan().diameterMm();
    }
    return now / before;
  }

  /** Gives what is due up to a minute and tells of it in the order of time. */
  private void give(long minute) {
    List<GivenDose> doses = treatment.advanceTo(minute);
    List<LineEnd> ends = treatment.drainEnds();
    int told = 0;
    for (GivenDose dose : doses) {
      while (told < ends.size() && ends.get(told).minute() <= dose.minute()) {
        tell(ends.get(told++));
      }
      tell(
          dose.minute(),
          "dose",
          dose.drug(),
          dose.mg(),
          "mg, cycle " + dose.cycle() + " of line " + dose.line());
    }
    ends.subList(told, ends.size()).forEach(this::tell);
  }

  private void tell(LineEnd end) {
    double days = end.lasted() / (double) DAY;
    tell(end.minute(), "line", "line " + end.line(), days, "days, ended by " + end.why());
  }

  private void treat(long minute) {
    give(minute);
    for (LesionEngine engine : engines) {
      engine.contact().blockade(treatment.blocked(Target.PD_1), treatment.blocked(Target.PD_L1));
    }
  }

  private void circulate(long minute) {
    for (LesionEngine engine : engines) {
      engine.fate().run(minute);
      engine.entry().run(minute);
      engine.lesion().sortLeukocytes();
    }
    circulation.run(lesions());
  }

  private void solveFields(long minute) {
    for (LesionEngine engine : engines) {
      engine.fields().runFast(executor);
    }
  }

  private void solveSlowFields(long minute) {
    for (LesionEngine engine : engines) {
      engine.fields().runSlow(executor);
    }
  }

  private void moveLeukocytes(long minute) {
    for (LesionEngine engine : engines) {
      engine.leukocytes().hour(minute);
    }
  }

  private void growTumor(long minute) {
    for (LesionEngine engine : engines) {
      engine.ledger().look(minute);
      engine.tumor().run(minute);
      engine.leukocytes().tumorMoved();
    }
  }

  private void exchange(long minute) {
    for (LesionEngine engine : engines) {
      engine.rest().day(minute);
      engine.lesion().sortTumor();
    }
  }

  /** Adds a listener. */
  public void addListener(DayListener listener) {
    listeners.add(listener);
  }

  /** What the patient was made from. */
  public Scenario scenario() {
    return scenario;
  }

  /**
   * Whether a lesion starts from a table of cells. The days before treatment then only try its
   * rates out; its cells are put back at the end of them.
   */
  public boolean startsFromCells() {
    return scenario.lesions().stream().anyMatch(plan -> plan.cells().isPresent());
  }

  /** The mechanisms that act. */
  public Mechanisms mechanisms() {
    return mechanisms;
  }

  /** The lesions. */
  public List<Lesion> lesions() {
    return engines.stream().map(LesionEngine::lesion).toList();
  }

  /** What stands before the names of a lesion's clones in output: with several, its own name. */
  public String clonePrefix(Lesion lesion) {
    return engines.size() == 1 ? "" : lesion.plan().name() + "/";
  }

  /** Node and blood. */
  public Circulation circulation() {
    return circulation;
  }

  /** Drugs and lines of treatment. */
  public Treatment treatment() {
    return treatment;
  }

  /** Scans taken so far. */
  public List<Scans.Taken> scans() {
    return scans.taken();
  }

  /** What RECIST 1.1 made of the scans after baseline, in the order of time. */
  public List<Assessment> assessments() {
    return scans.assessments();
  }

  /** Volume of the non-target lesions over that at baseline; empty when there are none. */
  public OptionalDouble nonTargetBurden() {
    return beyond.nonTargetBurden();
  }

  /** New lesions so far, found on a scan or not; empty when none can come. */
  public OptionalDouble newLesions() {
    return beyond.newLesions();
  }

  /** Why the run ended before its time, or empty while it goes on or when it reached its end. */
  public Optional<Ending> ended() {
    return ended;
  }

  /** Why draws of the burn-in were refused so far. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** What happened since the last call, in order. */
  public List<PatientEvent> drainEvents() {
    List<PatientEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  /**
   * Writes everything that the future depends on.
   *
   * @param out where to
   * @throws IOException when it cannot be written
   */
  public void writeState(DataOutput out) throws IOException {
    out.writeInt(attempt);
    out.writeLong(next);
    out.writeInt(refusals.size());
    for (String refusal : refusals) {
      out.writeUTF(refusal);
    }
    out.writeUTF(ended.map(Ending::name).orElse(""));
    out.writeInt(events.size());
    for (PatientEvent event : events) {
      out.writeLong(event.minute());
      out.writeUTF(event.kind());
      out.writeUTF(event.subject());
      out.writeDouble(event.value());
      out.writeUTF(event.text());
    }
    for (LesionEngine engine : engines) {
      engine.lesion().writeState(out);
      engine.burnIn().writeState(out);
      engine.rest().writeState(out);
    }
    circulation.writeState(out);
    treatment.writeState(out);
    beyond.writeState(out);
    scans.writeState(out);
    genotypes.writeState(out);
  }

  /**
   * Takes up what {@link #writeState} wrote for the same scenario.
   *
   * @param in where from
   * @throws IOException when it cannot be read
   */
  public void readState(DataInput in) throws IOException {
    assemble(in.readInt());
    long minute = in.readLong();
    refusals.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      refusals.add(in.readUTF());
    }
    String why = in.readUTF();
    ended = why.isEmpty() ? Optional.empty() : Optional.of(Ending.valueOf(why));
    count = in.readInt();
    for (int i = 0; i < count; i++) {
      events.add(
          new PatientEvent(
              in.readLong(), in.readUTF(), in.readUTF(), in.readDouble(), in.readUTF()));
    }
    for (LesionEngine engine : engines) {
      engine.lesion().readState(in);
      engine.burnIn().readState(in);
      engine.rest().readState(in);
    }
    circulation.readState(in);
    treatment.readState(in);
    beyond.readState(in);
    scans.readState(in);
    genotypes.readState(in);
    for (LesionEngine engine : engines) {
      engine.leukocytes().matrixChanged();
      engine.contact().blockade(treatment.blocked(Target.PD_1), treatment.blocked(Target.PD_L1));
    }
    scheduleFrom(minute);
  }

  /** Ends the worker threads. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
