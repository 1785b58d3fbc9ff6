import { readFile } from 'node:fs/promises';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphiQLOptions } from 'graphql-yoga';
import type { CustomerApi } from '../../rules/rule-context.ts';
import { graphiqlHeader } from './graphiql-header.ts';
import { createExampleTabs } from './graphiql-tabs.ts';

// The file picker goes before GraphiQL, because it must replace fetch before GraphiQL's first request.
const ROOT = '<div id="root"></div>';
const FILE_PICKER = await readFile(new URL('graphiql-file-picker.html', import.meta.url), 'utf8');

interface PageOptions {
  readonly customerApi: CustomerApi;
  /** Undefined: operations reach Fin.com. */
  readonly sandboxControlUrl: string | undefined;
}

/** Renders GraphiQL with a header, example tabs and a file picker. The bundle loads nothing from the internet. */
export function renderPage(
  options: GraphiQLOptions,
  { customerApi, sandboxControlUrl }: PageOptions,
): string {
  const tabs = createExampleTabs(customerApi, { isSandbox: sandboxControlUrl !== undefined });
  const settings = {
    ...options,
    title: 'fin-gateway',
    defaultTabs: tabs,
    // GraphiQL shows these variables in the first tab, instead of the tab's own.
    variables: tabs[0].variables,
    additionalHeaders: { 'graphql-preflight': '1' },
    shouldPersistHeaders: false,
  };
  const page = renderGraphiQL(settings);
  if (!page.includes(ROOT)) throw new Error('GraphiQL has no root element to insert the file picker before');
  return page.replace(ROOT, () => FILE_PICKER + graphiqlHeader(sandboxControlUrl) + ROOT);
}
