import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AttachForm } from '../../../examples/clients/react/attach-form.tsx';
import { CustomerStatus } from '../../../examples/clients/react/customer-status.tsx';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';

/** Both examples on one page. The address says for which customer. */
const customerId = new URLSearchParams(location.search).get('customer') ?? '';
const root = document.createElement('main');
document.body.replaceChildren(root);
createRoot(root).render(
  <StrictMode>
    <AttachForm known={{ ...EXAMPLE_INPUT, customerId }} />
    <CustomerStatus customerId={customerId} />
  </StrictMode>,
);
