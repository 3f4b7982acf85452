import type { AlarmConfiguration } from './deployment';

/** Why a running deployment has to stop, if it has to: an alarm is red, or cannot be read and that is not to be ignored. */
export function alarmThatStops(
  settings: AlarmConfiguration,
  stateOf: (alarm: string) => string | undefined,
): string | undefined {
  for (const alarm of settings.alarms) {
    const state = stateOf(alarm);
    if (state === 'ALARM')
      return `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected: ${alarm}`;
    if (state === undefined && !settings.ignorePollAlarmFailure)
      return `The state of the alarm ${alarm} could not be read`;
  }
  return undefined;
}
