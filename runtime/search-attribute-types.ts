/** Temporal's numbers for the types of search attributes, by the names its CLI uses. */
export const searchAttributeTypeNumbers = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
} as const;

export type SearchAttributeType = keyof typeof searchAttributeTypeNumbers;

/** Our search attributes: name to type. */
export type SearchAttributeTypes = Readonly<Record<string, SearchAttributeType>>;

export function searchAttributeTypeName(typeNumber: number): string {
  const found = Object.entries(searchAttributeTypeNumbers).find(([, known]) => known === typeNumber);
  return found === undefined ? `type ${typeNumber}` : found[0];
}

/** All that our workflows set, as Temporal's tools name the types. Lazy: the contract loads a part of the SDK. */
export async function ourSearchAttributes(): Promise<SearchAttributeTypes> {
  const { SEARCH_ATTRIBUTES } = await import('../workflows/contract/search-attributes');
  return Object.fromEntries(Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => [name, typeNames[type]]));
}

const typeNames = {
  KEYWORD: 'Keyword',
  INT: 'Int',
  DATETIME: 'Datetime',
  BOOL: 'Bool',
} as const;
