import { useTexts } from '../../i18n/texts-context.tsx';
import { type DocumentFormState, SEND_BUTTON } from '../use-document-form.ts';
import { Notices } from './notices.tsx';
import { SendingView } from './sending-view.tsx';
import { WarningsPanel } from './warnings-panel.tsx';

/** The end of the form: what is wrong, how far the upload is, and the button that sends. */
export function Sendoff({ form }: { readonly form: DocumentFormState }) {
  const { submit } = useTexts().form;
  const { phase, warnings } = form;
  return (
    <div className="sendoff">
      <Notices form={form} />
      <SendingView form={form} />
      {warnings.length > 0 ? (
        <WarningsPanel form={form} />
      ) : (
        <button type="submit" id={SEND_BUTTON} aria-disabled={phase !== undefined}>
          {phase ? submit.sending : submit[form.plan.mutation]}
        </button>
      )}
    </div>
  );
}
