/** How many requests an hour of the week usually has, and how much that varies. */
export type Baseline = { mean: number; variance: number; weeks: number };

/** The baselines of an operation, by hour of the week. */
export type Baselines = ReadonlyMap<number, Baseline>;

/** What is to be expected: requests an hour, and the variance of that. */
export type Expectation = { mean: number; variance: number };

/** Which of the week's 168 hours a moment is in (UTC); 0 is Monday, from 00:00 to 01:00. */
export function hourOfWeek(at: Date): number {
  return ((at.getUTCDay() + 6) % 7) * 24 + at.getUTCHours();
}

/**
 * The baseline after one more week, by exponentially weighted mean and variance (West, "Updating mean
 * and variance estimates", CACM 1979; Finch, 2009). The first weeks count alike; later ones a fifth each,
 * so that a season is followed within weeks. What is far beside what was known counts only so far: an
 * incident is not what is usual.
 */
export function learn(known: Baseline | undefined, count: number): Baseline {
  if (!known) return { mean: count, variance: 0, weeks: 1 };
  const { mean, variance, weeks } = known;
  const spread = Math.max(Math.sqrt(variance), mean * spreadMin, 1);
  const most = weeks < weeksMin ? Number.POSITIVE_INFINITY : learntSpreads * spread;
  const difference = Math.min(Math.max(count - mean, -most), most);
  const weight = Math.max(1 / (weeks + 1), lastWeight);
  return {
    mean: mean + weight * difference,
    variance: (1 - weight) * (variance + weight * difference * difference),
    weeks: weeks + 1,
  };
}

/**
 * What is to be expected at a moment, between the middles of two hours in proportion. An hour that was
 * seen less than three times is taken from the same hour of the other working days, or of the weekend;
 * null where these are too few as well.
 */
export function expectationAt(baselines: Baselines, at: Date): Expectation | null {
  const hour = hourOfWeek(at);
  const here = expectationOf(baselines, hour);
  if (!here) return null;
  const fromMiddle = at.getUTCMinutes() / 60 + at.getUTCSeconds() / 3600 - 0.5;
  const beside = expectationOf(baselines, (hour + (fromMiddle < 0 ? 167 : 1)) % 168) ?? here;
  const share = Math.abs(fromMiddle);
  const between = (one: number, other: number) => one * (1 - share) + other * share;
  return {
    mean: between(here.mean, beside.mean),
    variance: between(here.variance, beside.variance),
  };
}

function expectationOf(baselines: Baselines, hour: number): Expectation | null {
  const own = baselines.get(hour);
  if (own && own.weeks >= weeksMin) return withSpread(own);
  const alike = hoursLike(hour).flatMap((one) => baselines.get(one) ?? []);
  const weeks = alike.reduce((sum, one) => sum + one.weeks, 0);
  if (weeks < weeksMin) return null;
  const average = (of: (one: Baseline) => number) =>
    alike.reduce((sum, one) => sum + of(one) * one.weeks, 0) / weeks;
  const mean = average((one) => one.mean);
  const variance = average((one) => one.variance + (one.mean - mean) ** 2);
  return withSpread({ mean, variance });
}

/** The same hour of the days that are alike: Monday to Friday, or Saturday and Sunday. */
function hoursLike(hour: number): number[] {
  const days = hour < 5 * 24 ? [0, 1, 2, 3, 4] : [5, 6];
  return days.map((day) => day * 24 + (hour % 24));
}

// Of three weeks that happened to be alike nobody may conclude that all will be.
function withSpread({ mean, variance }: Expectation): Expectation {
  return { mean, variance: Math.max(variance, (mean * spreadMin) ** 2) };
}

const weeksMin = 3;
const lastWeight = 0.2;
const spreadMin = 0.15;
const learntSpreads = 3;
