import { readFile } from 'node:fs/promises';

const STYLE = await readFile(new URL('graphiql-header.html', import.meta.url), 'utf8');

/** Says above GraphiQL whether operations reach Fin.com. */
export function graphiqlHeader(sandboxControlUrl: string | undefined): string {
  return `${STYLE}<header id="gateway-header" data-upstream="${sandboxControlUrl === undefined ? 'fin' : 'sandbox'}">
  <h1>fin-gateway</h1>
  ${sandboxControlUrl === undefined ? FIN : sandboxNotice(sandboxControlUrl)}
</header>`;
}

const FIN =
  '<p><strong>Fin.com</strong> Operations reach Fin.com, not the sandbox. Magic values have no effect.</p>';

function sandboxNotice(controlUrl: string): string {
  const url = controlUrl.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<p><strong>Sandbox</strong> Operations reach the sandbox, not Fin.com.</p>
  <nav aria-label="Sandbox">
    <a href="${url}" target="_blank" rel="noopener">Control page</a>
    <a href="${url}#magic-values" target="_blank" rel="noopener">Magic values</a>
  </nav>`;
}
