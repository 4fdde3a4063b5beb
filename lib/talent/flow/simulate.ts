import { drawExponential, drawIndex, Random } from "../statistics/mod.ts";
import { Agenda } from "./agenda.ts";
import { flowChances, type FlowRates } from "./chances.ts";
import {
  arrowName,
  type FlowGraph,
  follow,
  type Place,
  type Trigger,
} from "./graph.ts";

const YEAR = 365;

/** How long, how many and which repeatable luck. */
export interface FlowOptions {
  /** People employed at the start. */
  staff: number;
  /** Vacancies that open at the start. Default 0. */
  vacancies?: number;
  years: number;
  seed: number;
}

/** What happened in one simulated company. */
export interface FlowRun {
  /** How often each arrow was taken, by arrow name. */
  uses: Record<string, number>;
  /** Days from a vacancy to its accepted offer, in the order of hiring. */
  timeToHire: number[];
  /** Days that candidates waited for a panel. */
  waits: number[];
  /** Share of the panels' time in which they were busy. */
  panelUse: number;
  /** People at work at the start and at each quarter's end. */
  headcount: number[];
}

/** A vacancy, a candidate or an employee on the way through the graph. */
interface Token {
  opened: number;
  filled: boolean;
}

/**
 * Runs one company, event by event: vacancies open, people apply, wait for a
 * panel, get offers, start, are reviewed yearly, leave, and are replaced.
 *
 * Every move follows an arrow of the graph. Applications arrive by chance at a
 * steady rate; panel time and time until leaving are exponential; the other
 * times are fixed. An accepted offer fills the vacancy that has been open
 * longest. No more offers are out than there are vacancies.
 *
 * @param graph the flow
 * @param rates what the company measures
 * @param options size, span and seed
 * @returns counts, times and headcount
 * @throws {RangeError} when a rate is impossible or the graph lacks an arrow
 */
export function simulateFlow(
  graph: FlowGraph,
  rates: FlowRates,
  options: FlowOptions,
): FlowRun {
  const { staff, vacancies = 0, years, seed } = options;
  for (const [key, value] of Object.entries({ staff, vacancies })) {
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(
        `\`${key}\` must be a whole number from 0, not ${value}`,
      );
    }
  }
  const chances = flowChances(graph, rates);
  const random = new Random(seed);
  const agenda = new Agenda();
  const uses = Object.fromEntries(graph.arrows.map((a) => [arrowName(a), 0]));
  const run: FlowRun = {
    uses,
    timeToHire: [],
    waits: [],
    panelUse: 0,
    headcount: [],
  };
  const { days } = rates;
  const open: Token[] = [];
  const queue: { token: Token; since: number }[] = [];
  let atWork = 0;
  let offersOut = 0;
  let busy = 0;
  const quarters = Math.round(years * 4);
  const end = quarters * YEAR / 4;

  const go = (token: Token, from: Place, on: Trigger) => {
    uses[`${from}.${on}`]++;
    enter[follow(graph, from, on)](token);
  };
  const choose = (from: Place): Trigger => {
    const ways = graph.arrows.filter((arrow) => arrow.from === from);
    const weights = ways.map((arrow) => chances[arrowName(arrow)]);
    return ways[drawIndex(random, weights)].on;
  };
  const noVacancy = () => open.length <= offersOut;
  const apply = (vacancy: Token) =>
    agenda.after(drawExponential(random, rates.applications), () => {
      if (vacancy.filled) return;
      go({ opened: agenda.now, filled: false }, "recruiting", "next");
      apply(vacancy);
    });
  const interview = () => {
    while (busy < rates.panels && queue.length > 0) {
      const { token, since } = queue.shift()!;
      if (noVacancy()) {
        go(token, "interview", "fail");
        continue;
      }
      run.waits.push(agenda.now - since);
      busy++;
      const length = drawExponential(random, 1 / days.interview);
      run.panelUse += Math.min(length, end - agenda.now);
      agenda.after(length, () => {
        busy--;
        decide(token);
        interview();
      });
    }
  };
  const decide = (token: Token) => {
    const answer = choose("interview");
    if (answer === "fail" || noVacancy()) return go(token, "interview", "fail");
    offersOut++;
    agenda.after(days.offer, () => {
      offersOut--;
      go(token, "interview", answer);
    });
  };
  const aYear = (token: Token, rest: number) => {
    const stays = drawExponential(random, rates.leave) * YEAR;
    agenda.after(Math.min(stays, rest), () => {
      go(token, "retention", stays < rest ? "leave" : "stay");
    });
  };
  const pass = (from: Place) => (token: Token) => go(token, from, "next");
  const nothing = () => {};

  const enter: Record<Place, (token: Token) => void> = {
    needs: (token) => agenda.after(days.needs, () => pass("needs")(token)),
    recruiting: (token) => {
      open.push(token);
      apply(token);
    },
    screening: (token) =>
      agenda.after(
        days.screening,
        () => go(token, "screening", choose("screening")),
      ),
    interview: (token) => {
      queue.push({ token, since: agenda.now });
      interview();
    },
    onboarding: (token) => {
      const vacancy = open.shift()!;
      vacancy.filled = true;
      run.timeToHire.push(agenda.now - vacancy.opened);
      agenda.after(days.notice, () => {
        atWork++;
        pass("onboarding")(token);
      });
    },
    planning: pass("planning"),
    review: pass("review"),
    pay: pass("pay"),
    retention: (token) => aYear(token, YEAR),
    screenedOut: nothing,
    turnedDown: nothing,
    declined: nothing,
    left: () => {
      atWork--;
      go({ opened: agenda.now, filled: false }, "left", "replace");
    },
  };

  for (let i = 0; i < staff; i++) {
    atWork++;
    aYear({ opened: 0, filled: true }, random.uniform() * YEAR);
  }
  for (let i = 0; i < vacancies; i++) {
    enter.needs({ opened: 0, filled: false });
  }
  run.headcount.push(atWork);
  for (let quarter = 1; quarter <= quarters; quarter++) {
    agenda.runUntil(quarter * YEAR / 4);
    run.headcount.push(atWork);
  }
  run.panelUse /= rates.panels * end;
  return run;
}
