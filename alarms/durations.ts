const UNITS = [
  { word: 'd', ms: 86_400_000 },
  { word: 'h', ms: 3_600_000 },
  { word: 'min', ms: 60_000 },
  { word: 's', ms: 1_000 },
] as const;

/** `2 h 50 min`, `45 s`, `300 ms`: the two largest units, cut, never rounded up to a time that has not passed. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `-${formatDuration(-ms)}`;
  const first = UNITS.findIndex((unit) => ms >= unit.ms);
  const large = UNITS[first];
  if (large === undefined) return ms < 1 ? '0 s' : `${Math.floor(ms)} ms`;
  const whole = `${Math.floor(ms / large.ms)} ${large.word}`;
  const small = UNITS[first + 1];
  const rest = small === undefined ? 0 : Math.floor((ms % large.ms) / small.ms);
  return small === undefined || rest === 0 ? whole : `${whole} ${rest} ${small.word}`;
}
