package org.evade.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;

/**
 * The ledgers of one day. What protects a tumor cell that no T cell touches is sought first in what
 * it lost of its antigens: hours in which a T cell would have seen nothing are the causes' that
 * hide it. What protects the others is sought in entry and priming: of their hours, the share that
 * both together took of the T cells is divided among their causes by −ln of what each ledger left
 * and each cause's part in its ledger; the rest, T cells too few or elsewhere although nothing kept
 * them out, stays {@code unseen: cd8-near} (a T cell within 100 µm) or {@code unseen: no-cd8-near}
 * (none).
 */
final class LedgerTable {

  static final String CONTACT = "contact";
  static final String ENTRY = "entry";
  static final String PRIMING = "priming";
  static final String NONE = "none";
  static final String IRRELEVANT = "irrelevant-contact";
  static final String UNSEEN = "unseen: ";

  private static final double FLOOR = 1e-6;

  private LedgerTable() {}

  /** The rows of all lesions together and, when there are several, contact and entry of each. */
  static List<LedgerRow> rows(int day, Totals change, VirtualPatient patient) {
    List<Lesion> lesions = patient.lesions();
    List<LedgerRow> rows = new ArrayList<>();
    Map<String, Double> priming = new LinkedHashMap<>();
    add(priming, patient.circulation().causes(), change.priming());
    lesions(rows, day, "", lesions, change.lesions(), change, patient);
    shares(rows, day, "", PRIMING, "relative CD8 T cells", priming);
    for (int l = 0; l < lesions.size() && lesions.size() > 1; l++) {
      String name = lesions.get(l).plan().name();
      List<Totals.OfLesion> its = List.of(change.lesions().get(l));
      lesions(rows, day, name, List.of(lesions.get(l)), its, change, patient);
    }
    return rows;
  }

  private static void lesions(
      List<LedgerRow> rows,
      int day,
      String name,
      List<Lesion> lesions,
      List<Totals.OfLesion> changes,
      Totals change,
      VirtualPatient patient) {
    Map<String, Double> contact = new LinkedHashMap<>();
    Map<String, Double> entry = new LinkedHashMap<>();
    for (int l = 0; l < lesions.size(); l++) {
      Totals.OfLesion lesion = changes.get(l);
      List<String> contactCauses = lesions.get(l).contactCauses();
      List<String> entryCauses = lesions.get(l).entryCauses();
      add(contact, contactCauses, lesion.contact());
      add(contact, IRRELEVANT, (double) lesion.irrelevantHours());
      hidden(contact, contactCauses, lesion.near());
      hidden(contact, contactCauses, lesion.far());
      unseen(contact, lesion, entryCauses, change.priming(), patient.circulation().causes());
      add(entry, entryCauses, lesion.entry());
    }
    shares(rows, day, name, CONTACT, "tumor-cell-hours", contact);
    shares(rows, day, name, ENTRY, "CD8 T cells", entry);
  }

  private static void add(Map<String, Double> amounts, String cause, double amount) {
    amounts.merge(cause, amount, Double::sum);
  }

  private static void add(Map<String, Double> amounts, List<String> causes, Totals.Sums sums) {
    for (int i = 0; i < causes.size(); i++) {
      add(amounts, causes.get(i), sums.lost().get(i));
    }
    add(amounts, NONE, sums.left());
  }

  private static void hidden(Map<String, Double> amounts, List<String> causes, Totals.Sums unseen) {
    for (int i = 0; i < causes.size(); i++) {
      add(amounts, UNSEEN + causes.get(i), unseen.lost().get(i));
    }
  }

  static void unseen(
      Map<String, Double> amounts,
      Totals.OfLesion lesion,
      List<String> entryCauses,
      Totals.Sums priming,
      List<String> primingCauses) {
    double hours = lesion.near().left() + lesion.far().left();
    double left = lesion.entry().shareLeft() * priming.shareLeft();
    double entryWeight = -FastMath.log(FastMath.max(FLOOR, lesion.entry().shareLeft()));
    double primingWeight = -FastMath.log(FastMath.max(FLOOR, priming.shareLeft()));
    double weights = entryWeight + primingWeight;
    if (weights > 0) {
      double unit = hours * (1 - left) / weights;
      divide(amounts, unit * entryWeight, entryCauses, lesion.entry());
      divide(amounts, unit * primingWeight, primingCauses, priming);
    }
    add(amounts, UNSEEN + "cd8-near", left * lesion.near().left());
    add(amounts, UNSEEN + "no-cd8-near", left * lesion.far().left());
  }

  private static void divide(
      Map<String, Double> amounts, double hours, List<String> causes, Totals.Sums sums) {
    double lost = sums.lostTogether();
    for (int i = 0; i < causes.size() && lost > 0; i++) {
      add(amounts, UNSEEN + causes.get(i), hours * sums.lost().get(i) / lost);
    }
  }

  /** Rows of the causes that took anything; a ledger in which nothing was at stake has none. */
  private static void shares(
      List<LedgerRow> rows,
      int day,
      String lesion,
      String ledger,
      String unit,
      Map<String, Double> amounts) {
    double total = 0;
    for (double amount : amounts.values()) {
      total += amount;
    }
    for (Map.Entry<String, Double> entry : amounts.entrySet()) {
      if (entry.getValue() > 0) {
        rows.add(
            new LedgerRow(
                day,
                lesion,
                ledger,
                entry.getKey(),
                entry.getValue(),
                unit,
                entry.getValue() / total));
      }
    }
  }
}
