import { createColors } from 'picocolors';

export type Paint = (text: string) => string;

/** The few colours the CLI uses, by what they mean. All are the identity where colour is off. */
export type Colours = {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warning: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly link: Paint;
};

export function colours(enabled: boolean): Colours {
  const c = createColors(enabled);
  return { good: c.green, bad: c.red, warning: c.yellow, strong: c.bold, faint: c.dim, link: c.cyan };
}
