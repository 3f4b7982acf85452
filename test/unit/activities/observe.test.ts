import { observeCompositeAlarm, observeMetricAlarm } from '../../../activities/aws/cloudwatch/observe';

const dated = {
  AlarmName: 'errors',
  AlarmArn: 'arn',
  StateValue: 'ALARM',
  StateTransitionedTimestamp: new Date(5_000),
  AlarmConfigurationUpdatedTimestamp: new Date(1_000),
} as const;

describe('observeMetricAlarm', () => {
  it('takes the last change of state, and of definition, from AWS', () => {
    expect(observeMetricAlarm(dated)).toMatchObject({ state: 'ALARM', transitionedAt: 5_000, configUpdatedAt: 1_000 });
  });

  it('S9: does not let an ALARM without a date pass for an old one', () => {
    const { AlarmName, AlarmArn, StateValue, AlarmConfigurationUpdatedTimestamp } = dated;
    const withoutDate = { AlarmName, AlarmArn, StateValue, AlarmConfigurationUpdatedTimestamp };
    const observed = observeMetricAlarm(withoutDate);
    expect(observed).toMatchObject({ kind: 'seen', transitionedAt: Number.NaN });
  });

  it('S9: takes a state it does not know for no data', () => {
    // What a later version of the service might answer.
    const unheardOf = JSON.parse('{"StateValue":"MUTED"}') as Parameters<typeof observeMetricAlarm>[0];
    expect(observeMetricAlarm({ ...dated, ...unheardOf })).toMatchObject({ state: 'INSUFFICIENT_DATA' });
  });

  it('sees an edit in the digest, and no edit in a change of state', () => {
    const before = observeMetricAlarm({ ...dated, Threshold: 1 });
    const edited = observeMetricAlarm({ ...dated, Threshold: 2 });
    const moved = observeMetricAlarm({ ...dated, Threshold: 1, StateValue: 'OK', ActionsEnabled: false });
    expect(hashOf(edited)).not.toBe(hashOf(before));
    expect(hashOf(moved)).toBe(hashOf(before));
  });
});

describe('observeCompositeAlarm', () => {
  it('has no evaluation of its own', () => {
    expect(observeCompositeAlarm(dated)).toMatchObject({ kind: 'seen', evaluation: 'clean' });
  });
});

function hashOf(observed: ReturnType<typeof observeMetricAlarm>): string | undefined {
  return observed.kind === 'seen' ? observed.configHash : undefined;
}
