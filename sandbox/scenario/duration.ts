const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `90s`, `5m`, `1h30m`, `-10m` in seconds; undefined when it is no duration. A number without a unit is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^-?(\d+(\.\d+)?[smhd])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
  const seconds = parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * (unitSeconds[unit ?? ''] ?? 0), 0);
  return text.startsWith('-') ? -seconds : seconds;
}
