'use client';

export { type CustomerStatusState, useCustomerStatus } from './react/use-customer-status.ts';
export { useAnswerRequest, useAttachDocuments } from './react/use-documents.ts';
export type { Write } from './react/use-write.ts';
