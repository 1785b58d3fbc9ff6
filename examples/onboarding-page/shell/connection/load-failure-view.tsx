import { createMessages } from '@fin-gateway/client/messages';
import { useEffect } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useOnline } from '../../use-online.ts';
import { LINKS } from '../links.ts';
import type { FailureKind, LoadFailure } from './load-failure.ts';
import { retryWhenOnline } from './retry-when-online.ts';

interface LoadFailureViewProps {
  readonly failure: LoadFailure;
  /** @returns whether the page can start now */
  readonly retry: () => Promise<boolean>;
  readonly onReload: () => void;
}

/** Trying again does not help with these. */
const FINAL: ReadonlySet<FailureKind> = new Set(['unknownCustomer', 'forbidden']);

/** Says why the page cannot start. Tries again by itself when the device comes online. */
export function LoadFailureView({ failure: { kind, error }, retry, onReload }: LoadFailureViewProps) {
  const { shell, errors, locale } = useTexts();
  const isOnline = useOnline();
  const { title, text } = shell.failures[kind === 'unreachable' && !isOnline ? 'offline' : kind];
  useEffect(() => retryWhenOnline(retry), [retry]);
  return (
    <section className="panel is-action" aria-labelledby="failure-title">
      <span className="badge" aria-hidden="true" />
      <div role="alert">
        <h2 id="failure-title">{title}</h2>
        <p>{kind === 'error' && error ? createMessages(errors, { locale }).error(error) : text}</p>
      </div>
      <div className="actions">
        {!FINAL.has(kind) && (
          <button type="button" onClick={onReload}>
            {kind === 'signedOut' ? shell.signIn.start : shell.tryAgain}
          </button>
        )}
        <a href={LINKS.support}>{shell.support}</a>
      </div>
    </section>
  );
}
