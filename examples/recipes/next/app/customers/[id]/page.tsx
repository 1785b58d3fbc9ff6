import { CustomerDocument } from '@fin-gateway/client/operations';
import { createGateway } from '../../../gateway';
import { AttachForm } from './attach-form';

interface Props {
  readonly params: Promise<{ id: string }>;
}

export default async function Page({ params }: Props) {
  const { individualCustomer } = await createGateway().execute(CustomerDocument, { id: (await params).id });
  if (!individualCustomer) return <p>There is no such customer.</p>;
  const { id, tosPoliciesUrl, tosPoliciesValue } = individualCustomer;
  return (
    <AttachForm
      customerId={id}
      tosPoliciesUrl={tosPoliciesUrl}
      tosPoliciesValue={tosPoliciesValue}
      idempotencyKey={crypto.randomUUID()}
    />
  );
}
