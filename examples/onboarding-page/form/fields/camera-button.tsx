import { useSyncExternalStore } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { FileFieldProps } from './file-field.tsx';

/** Phones open the camera: for a selfie the one that faces the person. Computers would ask for a file. */
export function CameraButton({ label, kind, onPick }: Pick<FileFieldProps, 'label' | 'kind' | 'onPick'>) {
  const { file } = useTexts().form;
  const hasCamera = useSyncExternalStore(subscribeToPointer, () => matchMedia(TOUCH).matches);
  if (!hasCamera) return null;
  return (
    <label className="camera">
      {file.takePhoto}
      <input
        type="file"
        accept="image/jpeg,image/png"
        capture={kind === 'selfie' ? 'user' : 'environment'}
        aria-label={`${file.takePhoto}: ${label}`}
        onChange={({ target }) => {
          const [photo] = target.files ?? [];
          if (photo) onPick(photo);
          target.value = '';
        }}
      />
    </label>
  );
}

const TOUCH = '(any-pointer: coarse)';

function subscribeToPointer(onChange: () => void): () => void {
  const query = matchMedia(TOUCH);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
