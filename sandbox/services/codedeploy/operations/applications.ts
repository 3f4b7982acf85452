import type { Call } from '../../../service';
import type { Desk } from '../desk';
import { findApplication } from '../find-place';
import { text } from '../members';
import { pageOf } from '../page';

export function getApplication(desk: Desk, call: Call) {
  const { cell, application } = findApplication(desk, call);
  return {
    application: {
      applicationId: `${cell.account}-${application.name}`,
      applicationName: application.name,
      createTime: new Date(0),
      linkedToGitHub: false,
      computePlatform: 'Server',
    },
  };
}

export function listApplications(desk: Desk, call: Call) {
  const names = desk.cellsOf(call).flatMap(({ applications }) => [...applications.keys()]);
  const { items, nextToken } = pageOf(names, text(call.input, 'nextToken'));
  return { applications: items, nextToken };
}
