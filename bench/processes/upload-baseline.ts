import { enableCompileCache } from 'node:module';

// The gateway does the same.
enableCompileCache();

const { Agent, createServer, request: send } = await import('node:http');
const { announce } = await import('./announce.ts');

/** A minimal proxy: streams the form with a bearer token over a keep-alive connection. */
const [upstreamUrl = '', authorization = ''] = process.argv.slice(2);
const target = new URL('/v1/customers/upload', upstreamUrl);
const agent = new Agent({ keepAlive: true, maxSockets: 128 });

const server = createServer((request, response) => {
  const { 'content-type': type, 'content-length': length } = request.headers;
  const headers = { 'content-type': type, 'content-length': length, authorization };
  const forwarded = send(target, { method: 'POST', agent, headers }, (upstreamResponse) => {
    response.writeHead(upstreamResponse.statusCode ?? 502, {
      'content-type': 'application/json',
      'content-length': upstreamResponse.headers['content-length'],
    });
    upstreamResponse.pipe(response);
  });
  forwarded.once('error', () => response.writeHead(502).end());
  request.pipe(forwarded);
});
announce(server);
