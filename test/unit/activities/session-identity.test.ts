import { sessionIdentity, sessionName } from '../../../activities/aws/session-identity';
import { aRolloutRef } from '../../support/a-deploy-order';

describe('what STS is told about a session', () => {
  test.each([
    'cellwave-payments:us-west-2:v1.4.0-3f9c2a',
    `cellwave-${'a-very-long-service-name-'.repeat(5)}:us-west-2:v1-3f9c2a`,
    'cellwave-dienst ü/x',
  ])('%s becomes a name that STS takes', (wanted) => {
    expect(sessionName(wanted)).toMatch(/^[\w+=,.@-]{2,64}$/);
  });

  test('a long name keeps the digits that tell rollouts apart', () => {
    expect(sessionName(`cellwave-${'x'.repeat(100)}:v1-3f9c2a`)).toMatch(/^cellwave-.*-3f9c2a$/);
  });

  test('deployments carry the full rollout id as a tag, a watch can only read alarms', () => {
    const deploy = sessionIdentity({ kind: 'deploy', ref: aRolloutRef });
    expect(deploy.tags).toContainEqual({ Key: 'cellwave:rollout', Value: aRolloutRef.rollout });
    expect(deploy.policy).toBeUndefined();
    const watch = sessionIdentity({ kind: 'watch' });
    expect(watch.sessionName).toBe('cellwave-watch');
    expect(watch.policy).not.toMatch(/codedeploy/);
  });
});
