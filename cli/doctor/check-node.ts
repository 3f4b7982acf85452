import { ok, refuse, type Check } from './check';

const OLDEST = [20, 19] as const;

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return isNewEnough
    ? ok(`Node ${version}`)
    : refuse(`Node ${version} is older than ${OLDEST.join('.')}`, 'install a newer one: https://nodejs.org');
}
