const MEMBERS = ['proofOfIdentity', 'proofOfAddress', 'selfie', 'tosPoliciesValue'] as const;

/** The member of the input that answers a request. */
export type RequestedMember = (typeof MEMBERS)[number] | 'other';

/** @param step the second step of the path of a requested field */
export function toMember(step: string | number | undefined): RequestedMember {
  return MEMBERS.find((member) => member === step) ?? 'other';
}
