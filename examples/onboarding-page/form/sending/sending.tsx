import { useSyncExternalStore } from 'react';
import type { UploadMeter } from './upload-meter.ts';

/** Shows the progress of the upload. */
export function Sending({ meter }: { readonly meter: UploadMeter }) {
  const share = useSyncExternalStore(meter.subscribe, meter.read);
  const isUploading = share !== undefined && share > 0 && share < 1;
  return (
    <div className="sending">
      <div className="sending-line">
        <p role="status">
          {share === 1
            ? 'All files have been sent. Waiting for Fin.com to reply…'
            : 'Sending your documents…'}
        </p>
        {isUploading && <span aria-hidden="true">{Math.floor(share * 100)}%</span>}
      </div>
      <progress aria-label="Upload of your files" max={1} value={isUploading ? share : undefined} />
    </div>
  );
}
