import { parseErrors, transportFailure } from '@fin-gateway/client/errors';
import { createMessages } from '@fin-gateway/client/messages';
import { de } from '@fin-gateway/client/messages/de';

/** If a field has no label, its texts leave out the name. */
const messages = createMessages(de, { labels: { issueDate: 'Ausstellungsdatum' } });

/** @param failure what a client library throws or returns, or the body of a response */
export function toGermanTexts(failure: unknown): string[] {
  const noResponse = transportFailure(failure);
  if (noResponse) return [messages.transportFailure(noResponse)];
  return parseErrors(failure).flatMap((error) =>
    error.fieldErrors.length > 0 ? error.fieldErrors.map(messages.fieldError) : messages.error(error),
  );
}
