import { expect, test } from 'vitest';
import { createExampleTabs } from '../../../src/server/graphiql/graphiql-tabs.ts';
import { inputWithNumber } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const NEEDS_PICKED_FILES = 'pick a file';

test.each(['v1', 'v2'] as const)(
  'every example of GraphiQL works with the sandbox of %s',
  async (customerApi) => {
    let nowMs = Date.now();
    const clock = () => nowMs;
    await using stack = await startStack({
      sandbox: { clock },
      env: { FIN_CUSTOMER_API: customerApi },
    });
    const tabs = createExampleTabs(customerApi, { isSandbox: true }).filter(
      ({ variables }) => !variables.includes(NEEDS_PICKED_FILES),
    );
    const answerTab = tabs.pop();
    const play = ({ query, variables }: (typeof tabs)[number]) => stack.request(query, JSON.parse(variables));

    for (const tab of tabs.filter(({ query }) => !query.includes('subscription '))) {
      expect(await play(tab)).not.toHaveProperty('errors');
    }
    nowMs += 60_000;
    stack.control.setCustomer(inputWithNumber('').customerId, { customer_status: 'INCOMPLETE' });
    expect(await stack.attach(inputWithNumber('SANDBOX-RFI'))).not.toHaveProperty('errors');
    nowMs += 60_000;
    expect(answerTab && (await play(answerTab))).not.toHaveProperty('errors');
  },
);
