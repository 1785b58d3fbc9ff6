import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { PickedFile } from '../model/form-values.ts';
import { useFileSize } from './use-file-size.ts';

interface FilePreviewProps {
  readonly label: string;
  readonly picked: PickedFile;
  readonly isUploaded: boolean;
}

export function FilePreview({ label, picked: { file, problem }, isUploaded }: FilePreviewProps) {
  const texts = useTexts().form.file;
  const toSize = useFileSize();
  return (
    <div className="preview">
      <Picture key={`${file.name} ${file.lastModified}`} label={label} file={file} isReadable={!problem} />
      <p>
        <bdi className="file-name">{file.name}</bdi>
        <small>
          {toSize(file.size)} · {isUploaded ? texts.uploaded : texts.chooseAnother}
        </small>
      </p>
    </div>
  );
}

interface PictureProps {
  readonly label: string;
  readonly file: File;
  readonly isReadable: boolean;
}

function Picture({ label, file, isReadable }: PictureProps) {
  const { preview } = useTexts().form.file;
  const [url, setUrl] = useState<string>();
  const isImage = isReadable && file.type.startsWith('image/');
  useEffect(() => {
    if (!isImage) return;
    const objectUrl = URL.createObjectURL(file);
    setUrl(objectUrl);
    return () => URL.revokeObjectURL(objectUrl);
  }, [file, isImage]);
  if (url) return <img src={url} alt={`${preview}: ${label}`} onError={() => setUrl(undefined)} />;
  return (
    <span className="paper" aria-hidden="true">
      {file.name.split('.').at(-1)?.slice(0, 4)}
    </span>
  );
}
