export { cellDeployment } from './cell-deployment';
export { page } from './page';
export { preflight } from './preflight';
export { reconciler } from './reconciler';
export { rollback } from './rollback';
export { rollout } from './rollout';
export { wave } from './wave';
