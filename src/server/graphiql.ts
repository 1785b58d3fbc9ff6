import type { YogaServerOptions } from 'graphql-yoga';
import { EXAMPLE_TABS } from './example-operations.ts';

type GraphiQLSettings = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>;

/** GraphiQL from a bundle that asks nothing of the internet; loaded when the first page is asked for. */
export function graphiqlSettings(isEnabled: boolean): GraphiQLSettings {
  if (!isEnabled) return { graphiql: false };
  return {
    graphiql: { title: 'fin-gateway', defaultTabs: EXAMPLE_TABS, shouldPersistHeaders: false },
    async renderGraphiQL(options) {
      const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
      // The tab that is open at first shows these variables, not its own.
      const withVariables = { ...options, variables: EXAMPLE_TABS[0].variables };
      return renderGraphiQL(withVariables);
    },
  };
}
