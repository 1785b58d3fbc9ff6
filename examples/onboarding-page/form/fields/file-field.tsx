import { useState } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { FileFieldName, PickedFile } from '../model/form-values.ts';
import { CameraButton } from './camera-button.tsx';
import { Field, type FieldProps } from './field.tsx';
import { FileNotes } from './file-notes.tsx';
import { FilePreview } from './file-preview.tsx';

export interface FileFieldProps extends FieldProps {
  readonly name: FileFieldName;
  /** The kind of file that the field accepts: any document, or a photo of the person. */
  readonly kind: 'document' | 'selfie';
  readonly picked: PickedFile | undefined;
  /** Fin.com has the file already. */
  readonly isUploaded: boolean;
  readonly onPick: (file: File) => void;
}

const ACCEPT = {
  document: '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png',
  selfie: 'image/jpeg,image/png',
};

/**
 * A drop area for one file, with a preview. The file input covers the whole area, because browsers accept files that
 * are dropped on a file input.
 */
export function FileField({ kind, picked, isUploaded, onPick, ...field }: FileFieldProps) {
  const [isOver, setOver] = useState(false);
  return (
    <Field {...field}>
      {(aria) => (
        <>
          <div className={`drop-place${isOver ? ' is-over' : ''}${picked ? ' is-filled' : ''}`}>
            {picked ? (
              <FilePreview label={field.label} picked={picked} isUploaded={isUploaded} />
            ) : (
              <Invitation kind={kind} />
            )}
            <input
              {...aria}
              type="file"
              accept={ACCEPT[kind]}
              onChange={({ target }) => {
                setOver(false);
                const [file] = target.files ?? [];
                if (file) onPick(file);
                // Without this, choosing the same file again would trigger no change event.
                target.value = '';
              }}
              onDragEnter={() => setOver(true)}
              onDragLeave={() => setOver(false)}
            />
          </div>
          <CameraButton label={field.label} kind={kind} onPick={onPick} />
          <FileNotes picked={picked} />
        </>
      )}
    </Field>
  );
}

function Invitation({ kind }: Pick<FileFieldProps, 'kind'>) {
  const { file } = useTexts().form;
  return (
    <p className="invitation">
      <strong>{file.choose[kind]}</strong> {file.orDrop}
      <small>{file.formats[kind]}</small>
    </p>
  );
}
