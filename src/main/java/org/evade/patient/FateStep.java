package org.evade.patient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Cd8State;
import org.evade.cell.Leukocytes;
import org.evade.mechanism.FateRates;
import org.evade.mechanism.FateSite;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.random.AgentId;
import org.evade.tissue.FieldName;
import org.evade.tissue.Occupancy;

/** Death, differentiation and division of the leukocytes of a lesion over one interval. */
final class FateStep {

  private final Lesion lesion;
  private final Streams streams;
  private final double minutes;
  private final double subSteps;
  private final double[] cd8Death;
  private final double bystanderDeath;
  private final double[] cd8DeathProbability;
  private final double bystanderDeathProbability;
  private final double tregDeath;
  private final double mdscDeath;
  private final double differentiation;
  private final double division;
  private final double il2Half;
  private final List<Mechanisms.Bound<Hook.FateRule>> rules;
  private final Site site = new Site();

  FateStep(Lesion lesion, Streams streams, Mechanisms mechanisms, ParameterValues p) {
    this.lesion = lesion;
    this.streams = streams;
    minutes = p.get("engine.circulation-interval") * 60;
    subSteps = minutes / p.get("engine.leukocyte-interval");
    cd8Death =
        new double[] {
          p.get("cd8.death-progenitor"), p.get("cd8.death-effector"), p.get("cd8.death-terminal")
        };
    bystanderDeath = p.get("cd8.death-bystander");
    cd8DeathProbability =
        Arrays.stream(cd8Death).map(rate -> Rates.probability(rate, minutes)).toArray();
    bystanderDeathProbability = Rates.probability(bystanderDeath, minutes);
    tregDeath = p.get("treg.death");
    mdscDeath = p.get("mdsc.death");
    differentiation = p.get("cd8.differentiation-rate");
    division = p.get("cd8.division-rate");
    il2Half = p.get("cd8.il-2-half-effect");
    rules = mechanisms.hooks(Hook.FateRule.class);
  }

  private final class Site implements FateSite {
    private int cell;

    @Override
    public Cd8State state() {
      return lesion.cd8().state(cell);
    }

    @Override
    public double antigen() {
      return Math.min(1, lesion.cd8().engagedSteps(cell) / subSteps);
    }

    @Override
    public double pd1Signal() {
      return lesion.cd8().signal(cell);
    }

    @Override
    public double field(FieldName name) {
      return lesion.field(name)[lesion.cd8().site(cell)];
    }
  }

  /** Death rate of a CD8 T cell per day. */
  double deathRate(int cell) {
    return lesion.cd8().specificity(cell) == Cd8Cells.BYSTANDER
        ? bystanderDeath
        : cd8Death[lesion.cd8().state(cell).ordinal()];
  }

  private double deathProbability(int cell) {
    return lesion.cd8().specificity(cell) == Cd8Cells.BYSTANDER
        ? bystanderDeathProbability
        : cd8DeathProbability[lesion.cd8().state(cell).ordinal()];
  }

  /** Expected deaths per day of a kind, as it is now. */
  double expectedDeaths(Leukocytes.Kind kind) {
    return switch (kind) {
      case CD8 -> {
        double sum = 0;
        for (int i = 0; i < lesion.cd8().count(); i++) {
          sum += deathRate(i);
        }
        yield sum;
      }
      case TREG -> lesion.tregs().count() * tregDeath;
      case MDSC -> lesion.mdscs().count() * mdscDeath;
    };
  }

  /** Runs the interval that starts at a minute. */
  void run(long minute) {
    cull(lesion.tregs(), tregDeath, minute);
    cull(lesion.mdscs(), mdscDeath, minute);
    Cd8Cells cd8 = lesion.cd8();
    boolean[] gone = new boolean[cd8.count()];
    for (int i = 0; i < cd8.count(); i++) {
      gone[i] = streams.fate().uniform(cd8.id(i), minute, 0) < deathProbability(i);
      if (!gone[i] && cd8.specificity(i) != Cd8Cells.BYSTANDER) {
        // Who changed within the interval lived out the rest of it at the new state's rate.
        gone[i] =
            differentiate(i, minute)
                && streams.fate().uniform(cd8.id(i), minute, 4)
                    >= Rates.lasting(deathRate(i), minutes);
      }
      if (gone[i]) {
        lesion.counts().cd8Deaths++;
      }
    }
    lesion.remove(cd8, gone);
    divide(minute);
    forgetEngagements();
  }

  /** Begins an interval, over which engagements are counted anew. */
  void forgetEngagements() {
    for (int i = 0; i < lesion.cd8().count(); i++) {
      lesion.cd8().engagedSteps(i, 0);
    }
  }

  private void cull(Leukocytes kind, double rate, long minute) {
    double p = Rates.probability(rate, minutes);
    boolean[] gone = new boolean[kind.count()];
    for (int i = 0; i < kind.count(); i++) {
      gone[i] = streams.fate().uniform(kind.id(i), minute, 0) < p;
    }
    lesion.remove(kind, gone);
  }

  /** Lets a T cell change its state, and says whether it did. */
  private boolean differentiate(int i, long minute) {
    Cd8Cells cd8 = lesion.cd8();
    if (cd8.engagedSteps(i) == 0) {
      return false;
    }
    site.cell = i;
    double rearming = 1;
    double exhaustion = 0;
    for (Mechanisms.Bound<Hook.FateRule> bound : rules) {
      FateRates rates = bound.hook().rates(site);
      rearming *= rates.rearming();
      exhaustion += rates.exhaustion();
    }
    double u = streams.fate().uniform(cd8.id(i), minute, 1);
    if (cd8.state(i) == Cd8State.PROGENITOR
        && u < Rates.probability(differentiation * site.antigen() * rearming, minutes)) {
      cd8.state(i, Cd8State.EFFECTOR);
      return true;
    } else if (cd8.state(i) == Cd8State.EFFECTOR && u < Rates.probability(exhaustion, minutes)) {
      cd8.state(i, Cd8State.TERMINAL);
      return true;
    }
    return false;
  }

  private void divide(long minute) {
    Cd8Cells cd8 = lesion.cd8();
    double[] il2 = lesion.field(FieldName.IL_2);
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < cd8.count(); i++) {
      if (cd8.engagedSteps(i) == 0
          || cd8.divisionsLeft(i) == 0
          || cd8.state(i) == Cd8State.TERMINAL) {
        continue;
      }
      site.cell = i;
      double level = il2[cd8.site(i)];
      double rate = division * site.antigen() * (1 - site.pd1Signal()) * level / (level + il2Half);
      if (streams.fate().uniform(cd8.id(i), minute, 2) < Rates.division(rate, minutes)) {
        turns.add(new Turn(streams.fate().bits(cd8.id(i), minute, 3), cd8.id(i), i));
      }
    }
    turns.sort(null);
    for (Turn turn : turns) {
      int mother = turn.cell();
      int place = room(cd8.site(mother), turn.priority());
      if (place == Occupancy.NONE) {
        continue;
      }
      int left = cd8.divisionsLeft(mother) - 1;
      cd8.divisionsLeft(mother, left);
      cd8.add(
          AgentId.daughter(turn.id(), minute, 1),
          place,
          cd8.state(mother),
          cd8.specificity(mother),
          left);
      lesion.occupancy().enter(Leukocytes.Kind.CD8.ordinal(), place);
      lesion.counts().cd8Births++;
    }
  }

  private int room(int from, long draw) {
    return lesion.occupancy().free(from) > 0 ? from : lesion.roomBeside(from, draw);
  }
}
