export { cellDeployment } from './cell-deployment';
export { preflight } from './preflight';
export { rollback } from './rollback';
export { rollout } from './rollout';
export { wave } from './wave';
