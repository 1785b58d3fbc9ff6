import { enableCompileCache } from 'node:module';

// As the gateway does, so that both start alike.
enableCompileCache();

const { Agent, createServer, request: send } = await import('node:http');
const { announce } = await import('./announce.ts');

/** The least that a proxy can do: the form goes on as it comes, with a bearer token, over a kept-alive connection. */
const [upstreamUrl = '', authorization = ''] = process.argv.slice(2);
const target = new URL('/v1/customers/upload', upstreamUrl);
const agent = new Agent({ keepAlive: true, maxSockets: 128 });

const server = createServer((request, response) => {
  const { 'content-type': type, 'content-length': length } = request.headers;
  const headers = { 'content-type': type, 'content-length': length, authorization };
  const onward = send(target, { method: 'POST', agent, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, {
      'content-type': 'application/json',
      'content-length': answer.headers['content-length'],
    });
    answer.pipe(response);
  });
  onward.once('error', () => response.writeHead(502).end());
  request.pipe(onward);
});
announce(server);
