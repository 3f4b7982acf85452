import type { Scene } from './a-running-rollout';
import { startStage, type Stage, type StageWishes } from './a-stage';

export type Story = (scene: Scene, stage: Stage) => Promise<void>;

type Told = { readonly kind: 'well' } | { readonly kind: 'badly'; readonly error: Error };

/** A rollout spends its time waiting, so many are told at once; more than this and a small machine makes them wait for each other. */
const AT_ONCE = 5;

/**
 * Tells every story in a Region of its own of one running rehearsal, several at a time, and makes one test of each. Stories may do to their
 * own Region whatever they like, and nothing to what all share.
 */
export function tellTogether(
  stories: Readonly<Record<string, Story>>,
  wishes: Omit<StageWishes, 'regions'> = {},
): void {
  const titles = Object.keys(stories);
  const told = new Map<string, Promise<Told>>();
  let stage: Stage | undefined;
  beforeAll(async () => {
    const up = await startStage({ ...wishes, regions: titles.length });
    stage = up;
    const places = openPlaces(AT_ONCE);
    titles.forEach((title, at) => {
      const story = stories[title];
      if (story !== undefined)
        told.set(
          title,
          places(() => tell(story, up, at)),
        );
    });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(told.values());
    await stage?.stop();
  }, 300_000);
  it.each(titles)(
    '%s',
    async (title) => {
      const end = await told.get(title);
      if (end === undefined) throw new Error('the stage never came up');
      if (end.kind === 'badly') throw end.error;
    },
    300_000,
  );
}

async function tell(story: Story, stage: Stage, at: number): Promise<Told> {
  try {
    await story(stage.scene(at), stage);
    return { kind: 'well' };
  } catch (error) {
    return { kind: 'badly', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** At most so many at a time, in the order in which they came. */
function openPlaces(count: number): <T>(run: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free -= 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
