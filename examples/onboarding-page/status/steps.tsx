import { useTexts } from '../i18n/texts-context.tsx';
import type { StatusKind } from './status-kind.ts';

interface StepsProps {
  readonly kind: StatusKind;
}

/** How far the review has come. */
export function Steps({ kind }: StepsProps) {
  const {
    status: { steps },
  } = useTexts();
  const current = kind === 'received' ? 0 : 1;
  return (
    <ol className="steps" aria-label={steps.label}>
      {[steps.received, steps.review, steps.decision].map((step, index) => (
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
