/** The smallest group that is shown, unless a caller asks for more. */
export const MIN_CELL = 10;

/** People sorted into groups that are large enough to show. */
export interface Groups {
  /** Indices of the people by group, in order of the group's name. */
  shown: Map<string, number[]>;
  /** How many groups are withheld, and how many people are in them. */
  withheld: { groups: number; people: number };
  /** People whose value is blank. */
  blank: number;
}

/**
 * Sorts people into groups and withholds the small ones, so that no figure
 * points at a person.
 *
 * One withheld group alone could be worked out from the total; then the next
 * smallest is withheld too ("secondary suppression"; A. Hundepool et al.,
 * "Statistical Disclosure Control", 2012).
 *
 * @param values One value a person; `null` for blank.
 * @param least The smallest group shown. Default {@linkcode MIN_CELL}.
 * @throws {RangeError} When `least` is below 2: a group of one is a person.
 */
export function groupsOf(
  values: readonly (string | number | null)[],
  least = MIN_CELL,
): Groups {
  if (!(least >= 2)) {
    throw new RangeError(
      `The smallest group shown must be 2 or more, not ${least}: ` +
        `a group of one is a person`,
    );
  }
  const all = new Map<string, number[]>();
  let blank = 0;
  values.forEach((value, i) => {
    if (value === null) blank++;
    else if (all.has(String(value))) all.get(String(value))!.push(i);
    else all.set(String(value), [i]);
  });
  const bySize = [...all].sort((a, b) => a[1].length - b[1].length);
  let small = bySize.filter(([, rows]) => rows.length < least).length;
  if (small === 1 && bySize.length > 1) small = 2;
  const hidden = bySize.slice(0, small);
  return {
    shown: new Map(
      bySize.slice(small).sort(([a], [b]) => a < b ? -1 : 1),
    ),
    withheld: {
      groups: small,
      people: hidden.reduce((sum, [, rows]) => sum + rows.length, 0),
    },
    blank,
  };
}
