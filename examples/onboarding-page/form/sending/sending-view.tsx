import { useTexts } from '../../i18n/texts-context.tsx';
import type { DocumentFormState } from '../use-document-form.ts';

/** How far the upload is. */
export function SendingView({ form }: { readonly form: DocumentFormState }) {
  const { form: texts, locale } = useTexts();
  const { phase, progress, cancel } = form;
  if (!phase) return null;
  const share = progress && progress.sentBytes / progress.totalBytes;
  const isUploading = share !== undefined && share < 1;
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <div className="sending">
      <div className="sending-line">
        <p role="status">{texts.phases[share === 1 ? 'sent' : phase]}</p>
        {isUploading && <span aria-hidden="true">{percent.format(Math.floor(share * 100) / 100)}</span>}
      </div>
      <progress aria-label={texts.progress} max={1} value={isUploading ? share : undefined} />
      <button type="button" className="quiet" onClick={cancel}>
        {texts.cancel}
      </button>
    </div>
  );
}
