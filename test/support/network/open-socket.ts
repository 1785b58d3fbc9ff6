import { on, once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { z } from 'zod/mini';

const message = z.looseObject({
  type: z.string(),
  id: z.optional(z.string()),
  payload: z.optional(z.unknown()),
});

export type SocketMessage = z.infer<typeof message>;

export interface TestSocket extends AsyncDisposable {
  readonly webSocket: WebSocket;
  send(message: unknown): void;
  /** The next message of the gateway. */
  next(): Promise<SocketMessage>;
  /** Resolves with the code when the gateway has closed. */
  readonly closed: Promise<number>;
}

export interface SocketOptions extends ClientOptions {
  readonly protocol?: string;
}

const messageEvent = z.tuple([z.instanceof(Buffer), z.boolean()]);

/** A WebSocket whose messages the test writes itself. */
export async function openSocket(url: string, options: SocketOptions = {}): Promise<TestSocket> {
  const { protocol = 'graphql-transport-ws', ...clientOptions } = options;
  const webSocket = new WebSocket(url.replace(/^http/, 'ws'), protocol, clientOptions);
  const closed = new Promise<number>((resolve) => {
    webSocket.once('close', resolve);
  });
  const events = on(webSocket, 'message');
  await once(webSocket, 'open');
  webSocket.on('error', () => undefined);
  return {
    webSocket,
    send: (sent) => webSocket.send(JSON.stringify(sent)),
    async next() {
      const { value } = await events.next();
      const [data] = messageEvent.parse(value);
      return message.parse(JSON.parse(String(data)));
    },
    closed,
    async [Symbol.asyncDispose]() {
      webSocket.terminate();
      await closed;
    },
  };
}

/** A socket of a client that has been admitted. */
export async function openInitialized(
  url: string,
  payload: unknown = {},
  options: SocketOptions = {},
): Promise<TestSocket> {
  const socket = await openSocket(url, options);
  socket.send({ type: 'connection_init', payload });
  const { type } = await socket.next();
  if (type !== 'connection_ack') throw new Error(`The gateway sent ${type}.`);
  return socket;
}
