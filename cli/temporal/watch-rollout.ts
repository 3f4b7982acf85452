import { boardText } from '../output/board';
import type { BoardLook } from '../output/board-waves';
import { endingText, exitCodeOf } from '../output/ending';
import { liveScreen } from '../output/live-screen';
import type { Screen } from '../output/screen';
import { changeLines } from '../output/watch-lines';
import { EXIT, type ExitCode } from '../exit-codes';
import { readReaction } from './read-reaction';
import { readStatus } from './read-status';
import type { RolloutRun } from './rollout-run';
import { statusJson, type StatusDocument } from './status-document';
import { untilInterrupted } from './until-interrupted';
import type { Temporal } from './with-temporal';

export type WatchRequest = {
  readonly run: Pick<RolloutRun, 'id' | 'workflowId' | 'runId'>;
  /** Once the rollout needs a person, nothing will change until one comes. */
  readonly exitOnHold: boolean;
  readonly once: boolean;
};

const LOOK_EVERY_MS = 1_000;

/** Shows a rollout until it ends; its outcome is the exit code. Leaving changes nothing for the rollout. */
export async function watchRollout(temporal: Temporal, screen: Screen, request: WatchRequest): Promise<ExitCode> {
  const showing = showerFor(screen);
  const interrupted = untilInterrupted();
  try {
    for (;;) {
      const status = await readStatus(temporal, request.run);
      showing.show(status);
      if (isOver(status, request)) return await conclude(temporal, showing, status);
      if ((await interrupted.orAfter(LOOK_EVERY_MS)) === 'interrupted') break;
    }
  } finally {
    showing.close();
    interrupted.forget();
  }
  screen.note(`the rollout goes on; \`cellwave watch ${request.run.id}\` shows it again`);
  return EXIT.interrupted;
}

async function conclude(temporal: Temporal, showing: Shower, status: StatusDocument): Promise<ExitCode> {
  const reaction = status.outcome === 'rolled-back' ? await readReaction(temporal, status) : undefined;
  if (status.closedAt !== null) showing.tellEnd(status, reaction);
  return exitCodeOf(status);
}

function isOver(status: StatusDocument, { once, exitOnHold }: WatchRequest): boolean {
  return once || status.closedAt !== null || (exitOnHold && status.phase === 'held');
}

type Shower = {
  readonly show: (status: StatusDocument) => void;
  readonly tellEnd: (status: StatusDocument, reaction: string | undefined) => void;
  readonly close: () => void;
};

function showerFor(screen: Screen): Shower {
  if (screen.output === 'json') return jsonLines(screen);
  return screen.isTerminal ? board(screen) : plainLines(screen);
}

const lookOf = ({ colours }: Screen): BoardLook => ({ colours, columns: process.stdout.columns || 100 });

function board(screen: Screen): Shower {
  const live = liveScreen(process.stdout);
  return {
    show: (status) => live.draw(boardText(status, lookOf(screen))),
    tellEnd: (status, reaction) => screen.print(`\n${endingText(status, reaction, lookOf(screen))}`),
    close: live.end,
  };
}

function plainLines(screen: Screen): Shower {
  let before: StatusDocument | undefined;
  return {
    show: (status) => {
      for (const line of changeLines(before, status)) screen.print(line);
      before = status;
    },
    tellEnd: (status, reaction) => screen.print(endingText(status, reaction, lookOf(screen))),
    close: () => undefined,
  };
}

/** One document a line, whenever anything but a clock has changed. */
function jsonLines(screen: Screen): Shower {
  let before = '';
  return {
    show: (status) => {
      const news = JSON.stringify(withoutClocks(status));
      if (news === before) return;
      before = news;
      screen.printJson(statusJson(status));
    },
    tellEnd: () => undefined,
    close: () => undefined,
  };
}

function withoutClocks(status: StatusDocument): unknown {
  const waves = status.waves.map((wave) => ({ ...wave, goodMs: 0 }));
  return { ...status, asOf: '', waves, soak: 0, inFlight: status.inFlight.map(({ cell }) => cell) };
}
