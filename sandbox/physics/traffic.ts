/** How the traffic of a cell moves when nothing is wrong. */
export type TrafficShape = {
  /** How far a value may stray from its mean by chance, in percent of it. */
  readonly jitterPercent: number;
  /** How far the busiest and the quietest hour lie from the day's mean, in percent; 0 is the same traffic all day. */
  readonly dayCurvePercent: number;
};

const secondsPerDay = 86_400;
/** The busiest time of the simulated day: 20:00. */
const busiestAt = 72_000;

export function trafficAt(requestsPerSecond: number, shape: TrafficShape, secondsOfDay: number): number {
  const phase = ((secondsOfDay - busiestAt) / secondsPerDay) * 2 * Math.PI;
  return requestsPerSecond * (1 + (shape.dayCurvePercent / 100) * Math.cos(phase));
}

export function jitter(value: number, percent: number, random: () => number): number {
  return value * (1 + (percent / 100) * (2 * random() - 1));
}
