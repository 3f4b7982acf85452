/** A file that passes these cannot make cellwave slow or large; a real fleet of 10,000 hand-written cells stays well below each. */
export const BOUNDS = {
  fileBytes: 16 * 1024 * 1024,
  depth: 24,
  /** Values of one document after every alias has been replaced by what it stands for. */
  nodes: 2_000_000,
  documentsPerFile: 1_000,
  files: 500,
  cells: 20_000,
} as const;
