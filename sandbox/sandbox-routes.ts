import { z } from 'zod';
import type { AdminRoute } from './admin';
import { releaseFaultSchema } from './scenario/release.schema';
import { incidentSchema } from './scenario/scenario.schema';
import type { Sandbox } from './start-sandbox';

type Controls = Pick<Sandbox, 'scenario' | 'describeFleet' | 'setReleaseFaults' | 'addIncident' | 'secondsNow'>;

const releaseFaults = z.strictObject({ release: z.string(), faults: z.array(releaseFaultSchema) });

/** What other processes may ask of the rehearsal, such as a CLI that writes the fleet file for it. */
export function sandboxRoutes(controls: Controls): readonly AdminRoute[] {
  return [
    {
      method: 'GET',
      path: 'fleet',
      handle: ({ query }) => controls.describeFleet(query.get('region') ?? undefined),
    },
    {
      method: 'GET',
      path: 'scenario',
      handle: () => ({ scenario: controls.scenario, secondsNow: controls.secondsNow() }),
    },
    {
      method: 'POST',
      path: 'release-faults',
      handle({ body }) {
        const { release, faults } = readBody(releaseFaults, body);
        controls.setReleaseFaults(release, faults);
        return { release, faults };
      },
    },
    {
      method: 'POST',
      path: 'incidents',
      handle({ body }) {
        const incident = readBody(incidentSchema, fromNow(body, controls.secondsNow()));
        controls.addIncident(incident);
        return { incident };
      },
    },
  ];
}

/** In a file an incident begins at the start unless it says otherwise; one that is asked for now begins now. */
function fromNow(body: unknown, seconds: number): unknown {
  return typeof body === 'object' && body !== null ? { from: `${Math.max(0, seconds).toFixed(3)}s`, ...body } : body;
}

function readBody<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}
