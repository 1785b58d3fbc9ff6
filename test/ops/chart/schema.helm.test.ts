import { expect, test } from 'vitest';
import { invalidValues, unknownFields } from './kubernetes-schema.ts';
import { EXAMPLES, renderChart } from './render-chart.ts';

test.each(EXAMPLES)('with the values of %s, every resource is valid for Kubernetes', async (example) => {
  const resources = await renderChart(example);

  expect(resources.length).toBeGreaterThan(2);
  expect((await Promise.all(resources.map(invalidValues))).flat()).toEqual([]);
  expect(unknownFields(resources)).toEqual([]);
});

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a' },
  spec: { ports: [{ port: 80, targetPort: 'http' }] },
};

test('the check accepts a correct resource', async () => {
  expect([...(await invalidValues(service)), ...unknownFields([service])]).toEqual([]);
});

test('the check finds a number that is a string', async () => {
  const wrong = { ...service, spec: { ports: [{ port: '80' }] } };
  expect(await invalidValues(wrong)).toEqual([expect.stringContaining('ports/0/port')]);
});

test('the check finds a misspelled field at any depth', () => {
  const wrong = { ...service, spec: { ports: [{ port: 80, targetport: 'http' }] } };
  expect(unknownFields([wrong])).toEqual([expect.stringContaining('"targetport"')]);
});

test('the check finds a field that is missing', async () => {
  const wrong = { ...service, spec: { ports: [{ targetPort: 'http' }] } };
  expect(await invalidValues(wrong)).toEqual([expect.stringContaining('port')]);
});
