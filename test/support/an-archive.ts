import type { Ports } from '../../activities/create-activities';

/** What Temporal remembers, behind a door: while it is shut for a workflow, nobody can read what that touched, and everybody tries on. */
export type Archive = {
  readonly shut: (workflowId: string) => void;
  readonly open: (workflowId: string) => void;
  readonly behindDoor: (ports: Ports) => Ports;
};

export function anArchive(): Archive {
  const shut = new Set<string>();
  return {
    shut: (workflowId) => void shut.add(workflowId),
    open: (workflowId) => void shut.delete(workflowId),
    behindDoor: (ports) => ({
      ...ports,
      records: {
        ...ports.records,
        touchedBy: async (run, progress) => {
          if (shut.has(run.workflowId)) throw new Error(`the archive is shut for ${run.workflowId}`);
          return ports.records.touchedBy(run, progress);
        },
      },
    }),
  };
}
