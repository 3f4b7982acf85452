import { colours, type Colours } from './colours';

export type OutputFormat = 'text' | 'json';
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Where a command writes. What a person or a script asked for goes to stdout, everything about the doing goes to stderr. */
export type Screen = {
  readonly output: OutputFormat;
  readonly logLevel: LogLevel;
  /** stdout is a terminal: boxes, colours and redrawing make sense. */
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly colours: Colours;
  /** One line or block to stdout. */
  readonly print: (text: string) => void;
  /** The one JSON document of `--output json`; of what is watched, one of many, each on a line of its own. */
  readonly printJson: (value: unknown) => void;
  /** One line to stderr. */
  readonly note: (text: string) => void;
};

export type ScreenOptions = {
  readonly output?: OutputFormat;
  readonly logLevel?: LogLevel;
  /** Each document on one line: a reader of what is watched takes line after line. */
  readonly jsonLines?: boolean;
  /** False after `--no-color`. */
  readonly color?: boolean;
};

const DEFAULT_COLUMNS = 100;

export function createScreen(options: ScreenOptions): Screen {
  // Undefined where stdout is a pipe, whatever the type says; colour libraries take that for "find out yourself".
  const isTerminal = process.stdout.isTTY ? true : false;
  const indent = options.jsonLines === true ? 0 : 2;
  return {
    output: options.output ?? 'text',
    logLevel: options.logLevel ?? 'info',
    isTerminal,
    columns: (isTerminal ? process.stdout.columns : 0) || DEFAULT_COLUMNS,
    colours: colours(wantsColour(isTerminal, options.color)),
    print: (text) => void process.stdout.write(`${text}\n`),
    printJson: (value) => void process.stdout.write(`${JSON.stringify(value, null, indent)}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** https://no-color.org and FORCE_COLOR, as everybody's tools read them. */
function wantsColour(isTerminal: boolean, asked: boolean | undefined): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force } = process.env;
  if (asked === false || (no !== undefined && no !== '')) return false;
  if (force !== undefined && force !== '0') return true;
  return isTerminal && process.env['TERM'] !== 'dumb';
}
