import { useTexts } from '../../i18n/texts-context.tsx';
import type { SendingProgress } from './use-sending.ts';

interface SendingViewProps {
  readonly sending: SendingProgress;
  readonly onCancel: () => void;
}

/** How far the upload is. */
export function SendingView({ sending: { phase, progress }, onCancel }: SendingViewProps) {
  const { form, locale } = useTexts();
  const { phases } = form;
  const share = progress && progress.sentBytes / progress.totalBytes;
  const isUploading = share !== undefined && share < 1;
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <div className="sending">
      <div className="sending-line">
        <p role="status">{share === 1 ? phases.sent : phases[phase]}</p>
        {isUploading && <span aria-hidden="true">{percent.format(Math.floor(share * 100) / 100)}</span>}
      </div>
      <progress aria-label={form.progress} max={1} value={isUploading ? share : undefined} />
      <button type="button" className="quiet" onClick={onCancel}>
        {form.cancel}
      </button>
    </div>
  );
}
