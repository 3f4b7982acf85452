/** The stable id that IAM gives a role; here made from its name. */
export function roleId(roleName: string): string {
  return `AROA${Buffer.from(roleName).toString('hex').toUpperCase().padEnd(17, '0').slice(0, 17)}`;
}
