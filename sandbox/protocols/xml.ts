/** Plain data as awsQuery writes it: members as elements, lists as `<member>`, undefined left out. */
export function toXml(value: unknown, skewMs: number): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return new Date(value.getTime() + skewMs).toISOString();
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item, skewMs)}</member>`).join('');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => `<${name}>${toXml(member, skewMs)}</${name}>`)
      .join('');
  return escapeXml(typeof value === 'string' ? value : JSON.stringify(value));
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
