import type { YogaServerOptions } from 'graphql-yoga';
import type { Config } from '../../config/config.ts';

type GraphiQLSettings = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>;

/** Loads the page and its code on the first request for it. */
export function createGraphiQLSettings(
  { isGraphiQLEnabled, customerApi }: Pick<Config, 'isGraphiQLEnabled' | 'customerApi'>,
  sandboxControlUrl: string | undefined,
): GraphiQLSettings {
  if (!isGraphiQLEnabled) return { graphiql: false };
  return {
    graphiql: true,
    async renderGraphiQL(options) {
      const { renderPage } = await import('./graphiql-page.ts');
      return renderPage(options, { customerApi, sandboxControlUrl });
    },
  };
}
