import { type CallOptions, type FinConnection, sendAuthorized } from '../auth/authorized-call.ts';
import { requireUris } from '../documents/upload-uri.ts';
import { badResponse, fromRefusal } from '../errors/upstream-error.ts';
import { attachAnswer, parseAnswer } from '../wire/wire.ts';
import { ANSWER_INFORMATION_REQUEST, toInputPath, toWireBody } from '../wire/wire-names.ts';

type Maybe<Value> = Value | null | undefined;
interface RequestedFile {
  readonly uri?: Maybe<string>;
  readonly side?: Maybe<'FRONT' | 'BACK'>;
}

/** The request of PATCH /v1/customers/{customer_id} in our names; files were uploaded before. */
export interface AnswerInformationRequest {
  readonly customerId: string;
  readonly proofOfIdentity?: Maybe<{
    readonly type?: Maybe<string>;
    readonly number?: Maybe<string>;
    readonly country?: Maybe<string>;
    /** YYYY-MM-DD, as is the expiry date. */
    readonly issueDate?: Maybe<string>;
    readonly expiryDate?: Maybe<string>;
    readonly files?: Maybe<readonly RequestedFile[]>;
  }>;
  readonly proofOfAddress?: Maybe<{
    readonly type?: Maybe<string>;
    readonly country?: Maybe<string>;
    readonly files?: Maybe<readonly RequestedFile[]>;
  }>;
  readonly tosPoliciesValue?: Maybe<string>;
}

const OPERATION = 'updateCustomer';

/** See `Customers.answerInformationRequest`. */
export async function answerInformationRequest(
  connection: FinConnection,
  input: AnswerInformationRequest,
  options: CallOptions,
): Promise<{ customerId: string }> {
  const { proofOfIdentity, proofOfAddress } = input;
  requireUris([...(proofOfIdentity?.files ?? []), ...(proofOfAddress?.files ?? [])]);
  const answer = await sendAuthorized(connection, options, {
    operation: OPERATION,
    method: 'patch',
    path: `v1/customers/${encodeURIComponent(input.customerId)}`,
    json: toWireBody(ANSWER_INFORMATION_REQUEST, input),
  });
  if (answer.status !== 200) {
    throw fromRefusal(answer, {
      operation: OPERATION,
      toInputPath: (field) => toInputPath(ANSWER_INFORMATION_REQUEST, input, field),
      privateValues: privateValuesOf(input),
    });
  }
  const customerId = parseAnswer(attachAnswer, answer.text)?.data.customer_id;
  if (customerId?.toLowerCase() !== input.customerId.toLowerCase()) throw badResponse(answer, OPERATION);
  return { customerId };
}

function privateValuesOf(input: AnswerInformationRequest): string[] {
  const { customerId, proofOfIdentity, proofOfAddress, tosPoliciesValue } = input;
  const { number, issueDate, expiryDate } = proofOfIdentity ?? {};
  const files = [...(proofOfIdentity?.files ?? []), ...(proofOfAddress?.files ?? [])];
  const values = [customerId, number, issueDate, expiryDate, tosPoliciesValue];
  return [...files.map(({ uri }) => uri), ...values].flatMap((value) => value ?? []);
}
