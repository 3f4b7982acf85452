/** Cells in flight at once, and cells of one wave: one watch and one workflow history hold no more. */
export const MOST_IN_FLIGHT = 400;

/** Cells of one Region: beyond it a plan does not fit into a workflow's input even when packed. */
export const MOST_CELLS = 20_000;
