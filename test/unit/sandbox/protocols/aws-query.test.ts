import { awsQuery } from '../../../../sandbox/protocols/aws-query';
import { toXml } from '../../../../sandbox/protocols/xml';

function read(form: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return awsQuery.read({ method: 'POST', path: '/', headers, body: Buffer.from(form) });
}

test('a form becomes members, lists and structures', () => {
  const form =
    'Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws&Tags.member.2.Key=b&Tags.member.1.Key=a&Tags.member.1.Value=1';
  expect(read(form)).toEqual({
    prefix: '2011-06-15',
    operation: 'AssumeRole',
    input: { RoleArn: 'arn:aws', Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] },
  });
});

test('ten members stay in order', () => {
  const tags = Array.from({ length: 12 }, (_, n) => `Keys.member.${n + 1}=k${n + 1}`).join('&');
  expect(read(`Action=A&Version=1&${tags}`)?.input['Keys']).toEqual(Array.from({ length: 12 }, (_, n) => `k${n + 1}`));
});

test.each([
  ['a form without an action', 'Version=1'],
  ['a form nested without end', `Action=A&Version=1&${'a.'.repeat(2_000)}b=1`],
])('%s is refused', (_what, form) => {
  expect(() => read(form)).toThrow();
});

test('a member named as a prototype is only a member', () => {
  expect(Object.keys(read('Action=A&Version=1&__proto__.polluted=1')?.input ?? {})).toEqual(['__proto__']);
  expect({}).not.toHaveProperty('polluted');
});

test('XML escapes, writes lists as members and time stamps on the account’s clock', () => {
  const value = { A: 'a<b>&"c"', List: ['x', 'y'], At: new Date(0), Gone: undefined, Many: 3 };
  expect(toXml(value, 1000)).toBe(
    '<A>a&lt;b&gt;&amp;&quot;c&quot;</A><List><member>x</member><member>y</member></List><At>1970-01-01T00:00:01.000Z</At><Many>3</Many>',
  );
});
