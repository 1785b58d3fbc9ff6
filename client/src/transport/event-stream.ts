export interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads Server-Sent Events to the end of the stream.
 *
 * @param onActivity called for each chunk, also if it is only a comment
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onActivity: () => void,
): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let unread = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onActivity();
      const blocks = `${unread}${decoder.decode(value, { stream: true })}`.split(/\r?\n\r?\n/);
      unread = blocks.pop() ?? '';
      yield* blocks.map(parseEvent);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseEvent(block: string): StreamEvent {
  const lines = block.split(/\r?\n/);
  const valuesOf = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trim());
  return { name: valuesOf('event').at(-1) ?? '', data: valuesOf('data').join('\n') };
}
