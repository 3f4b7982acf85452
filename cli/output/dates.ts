/** Dates as people read them, in the zone of the people on call. */
export type DateText = {
  /** `Mon 30 Nov 09:00` */
  readonly full: (at: number) => string;
  /** `Mon 09:00` */
  readonly dayAndTime: (at: number) => string;
};

export function datesIn(timeZone: string): DateText {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = (at: number): Readonly<Record<string, string>> =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    full: (at) => {
      const { weekday, day, month, hour, minute } = asDate(parts(at));
      return `${weekday} ${day} ${month} ${hour}:${minute}`;
    },
    dayAndTime: (at) => {
      const { weekday, hour, minute } = asDate(parts(at));
      return `${weekday} ${hour}:${minute}`;
    },
  };
}

type DateParts = Readonly<Record<'weekday' | 'day' | 'month' | 'hour' | 'minute', string>>;

function asDate(parts: Readonly<Record<string, string>>): DateParts {
  const part = (name: string): string => parts[name] ?? '';
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    hour: part('hour'),
    minute: part('minute'),
  };
}
