import { useEffect, useRef, useState } from 'react';
import { Field } from './field.tsx';
import type { FileFieldName, PickedFile } from './form-values.ts';
import { type FileKind, inspectFile } from './inspect-file.ts';

interface FileFieldProps {
  readonly name: FileFieldName;
  readonly label: string;
  readonly hint?: string;
  readonly kind: FileKind;
  readonly maxFileBytes: number;
  readonly picked: PickedFile | undefined;
  readonly error: string | undefined;
  readonly onChange: (picked: PickedFile | undefined) => void;
}

const INPUT_BY_KIND = {
  document: { accept: '.pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png' },
  // Phones open the camera that faces the person.
  photo: { accept: 'image/jpeg,image/png', capture: 'user' },
} as const;

/**
 * A drop area for one file, with a preview. The file input covers the whole area, because browsers accept files that
 * are dropped on a file input.
 */
export function FileField({
  name,
  label,
  hint,
  kind,
  maxFileBytes,
  picked,
  error,
  onChange,
}: FileFieldProps) {
  const [isOver, setOver] = useState(false);
  const newest = useRef<File>(undefined);
  async function pick(file: File | undefined) {
    if (!file) return;
    newest.current = file;
    const inspected = await inspectFile(file, kind, maxFileBytes);
    if (newest.current === file) onChange(inspected);
  }
  return (
    <Field name={name} label={label} {...(hint && { hint })} error={error ?? picked?.error}>
      {(aria) => (
        <div className={`drop-place${isOver ? ' is-over' : ''}${picked ? ' is-filled' : ''}`}>
          {picked ? <Preview label={label} picked={picked} /> : <Invitation kind={kind} />}
          <input
            {...aria}
            {...INPUT_BY_KIND[kind]}
            type="file"
            onChange={({ target }) => {
              setOver(false);
              void pick(target.files?.[0]);
              // Without this, choosing the same file again would trigger no change event.
              target.value = '';
            }}
            onDragEnter={() => setOver(true)}
            onDragLeave={() => setOver(false)}
          />
        </div>
      )}
    </Field>
  );
}

function Invitation({ kind }: Pick<FileFieldProps, 'kind'>) {
  if (kind === 'photo')
    return (
      <p className="invitation">
        <strong>Take a photo</strong> or choose one
        <small>JPEG or PNG</small>
      </p>
    );
  return (
    <p className="invitation">
      <strong>Choose a file</strong> or drop it here
      <small>PDF, JPEG or PNG</small>
    </p>
  );
}

function Preview({
  label,
  picked: { file, error, uri },
}: Pick<FileFieldProps, 'label'> & { picked: PickedFile }) {
  return (
    <div className="preview">
      <Picture key={`${file.name} ${file.lastModified}`} label={label} file={file} isReadable={!error} />
      <p>
        <span className="file-name">{file.name}</span>
        <small>
          {formatSize(file)} ·{' '}
          {uri === undefined ? 'choose another' : 'already uploaded, will not be sent again'}
        </small>
      </p>
    </div>
  );
}

function Picture({ label, file, isReadable }: { label: string; file: File; isReadable: boolean }) {
  const [url, setUrl] = useState<string>();
  const isImage = isReadable && file.type.startsWith('image/');
  useEffect(() => {
    if (!isImage) return;
    const objectUrl = URL.createObjectURL(file);
    setUrl(objectUrl);
    return () => URL.revokeObjectURL(objectUrl);
  }, [file, isImage]);
  if (url) return <img src={url} alt={`Preview: ${label}`} onError={() => setUrl(undefined)} />;
  return (
    <span className="paper" aria-hidden="true">
      {file.name.split('.').at(-1)?.slice(0, 4)}
    </span>
  );
}

function formatSize({ size }: File): string {
  return size < 1_048_576 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1_048_576).toFixed(1)} MB`;
}
