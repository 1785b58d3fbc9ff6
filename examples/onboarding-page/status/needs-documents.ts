import type { StandingFragment } from '../../generated/graphql.ts';

/**
 * Whether the person can send documents now. The page has no form for `answerInformationRequest`, but in two statuses
 * Fin.com accepts a new set of documents as the answer.
 */
export function needsDocuments({ nextStep, status }: Pick<StandingFragment, 'nextStep' | 'status'>): boolean {
  if (nextStep === 'ANSWER_REQUEST') return status === 'REINITIATE' || status === 'ACTION_REQUIRED';
  return nextStep === 'ATTACH_DOCUMENTS';
}
