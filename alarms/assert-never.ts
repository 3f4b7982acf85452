/** Ends an exhaustive switch: reached only when a value is outside its type. */
export function assertNever(value: never): never {
  throw new Error(`impossible state: ${JSON.stringify(value)}`);
}
