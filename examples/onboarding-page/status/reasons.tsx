import { requestsOf } from '../form/model/form-plan.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { type RequestedMember, toMember } from './requested-member.ts';
import type { StatusCustomer } from './status-customer.ts';

interface ReasonsProps {
  readonly customer: StatusCustomer;
}

/** Comments of Fin.com's reviewers, in English. */
export function Reasons({ customer }: ReasonsProps) {
  const { status: texts } = useTexts();
  const reasons = [...toComments(customer), ...toRequests(customer)];
  const distinct = new Map(reasons.map((reason) => [`${reason.member} ${reason.text}`, reason]));
  if (distinct.size === 0) return null;
  return (
    <div className="reasons">
      <h3>{texts.reasons}</h3>
      <ul>
        {[...distinct].map(([key, { member, text }]) => (
          <li key={key}>
            {member && <strong>{texts.requested[member]}</strong>}
            <bdi lang="en" dir="ltr">
              {text}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Reason {
  readonly member?: RequestedMember;
  readonly text: string;
}

function toComments({ rejectionReason }: StatusCustomer): readonly Reason[] {
  const comments = [rejectionReason?.applicant, ...(rejectionReason?.documents ?? [])];
  return comments.flatMap((comment) =>
    comment?.moderationComment ? [{ text: comment.moderationComment }] : [],
  );
}

function toRequests(customer: StatusCustomer): readonly Reason[] {
  return requestsOf(customer).flatMap(({ reason, error }) =>
    reason === undefined ? [] : [{ member: toMember(error.path[1]), text: reason }],
  );
}
