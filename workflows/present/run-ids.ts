/** First run of every child, by workflow id: links with a run go on showing that run when the id is used again. */
export type RunIds = ReadonlyMap<string, string>;
