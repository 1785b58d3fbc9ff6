import { useEffect, useRef } from 'react';
import type { StandingFragment } from '../../generated/graphql.ts';
import { REQUEST_TEXTS, REQUESTED_TEXTS, STATUS_TEXTS } from './old-texts.ts';

interface StandingProps {
  readonly standing: StandingFragment;
  readonly isLost: boolean;
  readonly onLookAgain: () => void;
  readonly onSendAgain: (() => void) | undefined;
}

/** Shows the customer's status and what the person can do next. */
export function Standing({ standing, isLost, onLookAgain, onSendAgain }: StandingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isUnanswerable = standing.nextStep === 'ANSWER_REQUEST' && !onSendAgain;
  const { title, text, tone } = isUnanswerable ? REQUEST_TEXTS : STATUS_TEXTS[standing.status ?? 'UNKNOWN'];
  return (
    <section className={`standing is-${tone}`} aria-labelledby="standing-title">
      <span className="badge" aria-hidden="true" />
      <h2 id="standing-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p role="status">{text}</p>
      <Comments standing={standing} />
      {tone === 'waiting' && <Steps status={standing.status} />}
      {isLost && (
        <div className="notice" role="alert">
          <p>Your status could not be loaded. Nothing is lost.</p>
          <button type="button" className="quiet" onClick={onLookAgain}>
            Check again
          </button>
        </div>
      )}
      {onSendAgain && (
        <button type="button" onClick={onSendAgain}>
          Send documents
        </button>
      )}
    </section>
  );
}

function Comments({ standing: { rejectionReason, requestedFieldErrors } }: Pick<StandingProps, 'standing'>) {
  const reasons = [rejectionReason?.applicant, ...(rejectionReason?.documents ?? [])];
  const requests = (requestedFieldErrors ?? []).map(
    ({ path: [, member], message }) =>
      `${REQUESTED_TEXTS[String(member)] ?? 'Other information'}: ${message}`,
  );
  const comments = new Set([...reasons.flatMap((reason) => reason?.moderationComment || []), ...requests]);
  return (
    comments.size > 0 && (
      <ul className="comments">
        {[...comments].map((comment) => (
          <li key={comment}>{comment}</li>
        ))}
      </ul>
    )
  );
}

const STEPS = ['Documents received', 'Review', 'Decision'];

function Steps({ status }: Pick<StandingProps['standing'], 'status'>) {
  const current = status === 'QUEUED' || status === 'PROCESSING' ? 0 : 1;
  return (
    <ol className="steps">
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index <= current ? 'is-reached' : ''}
          aria-current={index === current ? 'step' : undefined}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}
