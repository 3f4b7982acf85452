/** A file that passes these cannot make cellwave slow or large; a real fleet of 10,000 hand-written cells stays well below each. */
export const BOUNDS = {
  fileBytes: 16 * 1024 * 1024,
  depth: 24,
  /** Values of one document after every alias has been replaced by what it stands for. */
  nodes: 2_000_000,
  /** Entries of one list or block: more than a Region may have cells. */
  entries: 25_000,
  /** Of a text that the YAML parser has to read: it takes a kilobyte for each. */
  separators: 1_500_000,
  documentsPerFile: 1_000,
  files: 500,
  cells: 20_000,
} as const;
