import type { YogaServerOptions } from 'graphql-yoga';

type GraphiQLSettings = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>;

/** The page and all that belongs to it are loaded when it is asked for first. */
export function graphiqlSettings(isEnabled: boolean): GraphiQLSettings {
  if (!isEnabled) return { graphiql: false };
  return {
    graphiql: true,
    async renderGraphiQL(options) {
      const { renderPage } = await import('./graphiql-page.ts');
      return renderPage(options);
    },
  };
}
