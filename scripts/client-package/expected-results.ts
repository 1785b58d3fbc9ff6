/** The sandbox rejects this number. */
export const REJECTED_NUMBER = 'SANDBOX-422';
export const ACCEPTED_NUMBER = 'A12345678';

/** @throws unless a project shows the field error in German, and then the success */
export function checkResults(project: string, rejected: string, accepted: string): void {
  if (!rejected.startsWith('REJECTED Diese Angabe wurde nicht akzeptiert.'))
    throw new Error(`${project} shows a rejection as: ${rejected}`);
  if (accepted.trim() !== 'SUCCEEDED') throw new Error(`${project} shows a success as: ${accepted}`);
}
