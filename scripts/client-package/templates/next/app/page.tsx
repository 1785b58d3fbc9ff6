import { Form } from '../form.tsx';

export default function Page() {
  return <Form />;
}
