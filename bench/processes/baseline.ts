import { enableCompileCache } from 'node:module';

// The gateway does the same.
enableCompileCache();

const { createServer } = await import('node:http');
const { Pool } = await import('undici');
const { announce } = await import('./announce.ts');

/** A minimal proxy: forwards the body with a bearer token over a connection pool. */
const [upstreamUrl = '', authorization = ''] = process.argv.slice(2);
const pool = new Pool(new URL(upstreamUrl).origin, { connections: 128 });

const server = createServer(async (request, response) => {
  if (request.url === '/health') return response.end('{"status":"ok"}');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const { statusCode, body } = await pool.request({
      path: '/v1/customers/individual/attach',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: Buffer.concat(chunks),
    });
    const text = await body.text();
    response.writeHead(statusCode, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  } catch {
    response.writeHead(502).end();
  }
});
announce(server);
