import { readFile } from 'node:fs/promises';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphiQLOptions } from 'graphql-yoga';
import { EXAMPLE_TABS } from './graphiql-tabs.ts';

// Ahead of GraphiQL itself, whose first request must already go through it.
const ROOT = '<div id="root"></div>';
const FILE_PICKER = await readFile(new URL('graphiql-file-picker.html', import.meta.url), 'utf8');

/** GraphiQL from a bundle that asks nothing of the internet, with tabs to try and a dialog that picks files. */
export function renderPage(options: GraphiQLOptions): string {
  const settings = {
    ...options,
    title: 'fin-gateway',
    defaultTabs: EXAMPLE_TABS,
    // The tab that is open at first shows these variables, not its own.
    variables: EXAMPLE_TABS[0].variables,
    additionalHeaders: { 'graphql-preflight': '1' },
    shouldPersistHeaders: false,
  };
  const page = renderGraphiQL(settings);
  if (!page.includes(ROOT)) throw new Error('GraphiQL has no root for the file picker to stand in front of');
  return page.replace(ROOT, () => FILE_PICKER + ROOT);
}
