import type { YogaServerOptions } from 'graphql-yoga';

type GraphiQLSettings = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>;

/** Loads the page and its code on the first request for it. */
export function createGraphiQLSettings(isEnabled: boolean): GraphiQLSettings {
  if (!isEnabled) return { graphiql: false };
  return {
    graphiql: true,
    async renderGraphiQL(options) {
      const { renderPage } = await import('./graphiql-page.ts');
      return renderPage(options);
    },
  };
}
