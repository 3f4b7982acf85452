import { reasonOf } from '../../../runtime/error-facts';

test.each([
  [new Error('why'), 'why'],
  [new Error('fetch failed', { cause: new Error('ECONNREFUSED') }), 'fetch failed: ECONNREFUSED'],
  [{ message: 'it failed', details: 'no such namespace' }, 'it failed: no such namespace'],
  [
    new Error('14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:1. Resolution note: '),
    '14 UNAVAILABLE: connect ECONNREFUSED 127.0.0.1:1',
  ],
  ['thrown as a text', 'thrown as a text'],
])('the reason of %p', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
