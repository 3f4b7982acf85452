import type { SearchAttributeType } from './search-attribute-types';

/** Who runs the server: with Temporal Cloud, namespaces are changed through `tcld`, not through the server's own API. */
export type TemporalHost = 'cloud' | 'own';

export function hostOf(address: string): TemporalHost {
  return /\.(tmprl\.cloud|api\.temporal\.io)(:\d+)?$/.test(address) ? 'cloud' : 'own';
}

/** The commands with which a person does what we may not. */
export interface SetupRemedies {
  createNamespace(days: number): string;
  addAttribute(name: string, type: SearchAttributeType): string;
  replaceAttribute(name: string, type: SearchAttributeType): string;
  setRetention(days: number): string;
}

export function remediesFor(host: TemporalHost, namespace: string): SetupRemedies {
  return host === 'cloud' ? cloudRemedies(namespace) : ownRemedies(namespace);
}

function ownRemedies(namespace: string): SetupRemedies {
  const operator = 'temporal operator';
  const attribute = (verb: string, name: string): string =>
    `${operator} search-attribute ${verb} --namespace ${namespace} --name ${name}`;
  const create = (name: string, type: SearchAttributeType): string => `${attribute('create', name)} --type ${type}`;
  return {
    createNamespace: (days) => `${operator} namespace create --namespace ${namespace} --retention ${days}d`,
    addAttribute: create,
    replaceAttribute: (name, type) => `${attribute('remove', name)} && ${create(name, type)}`,
    setRetention: (days) => `${operator} namespace update --namespace ${namespace} --retention ${days}d`,
  };
}

function cloudRemedies(namespace: string): SetupRemedies {
  const tcld = `tcld namespace`;
  return {
    createNamespace: (days) => `${tcld} create --namespace ${namespace} --retention-days ${days} --region REGION`,
    addAttribute: (name, type) =>
      `${tcld} search-attributes add --namespace ${namespace} --search-attribute "${name}=${type}"`,
    replaceAttribute: (name) =>
      `${tcld} search-attributes rename --namespace ${namespace} --existing-name ${name} --new-name ${name}Old, then run setup again`,
    setRetention: (days) => `${tcld} retention set --namespace ${namespace} --retention-days ${days}`,
  };
}
