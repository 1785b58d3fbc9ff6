import { useTexts } from '../../i18n/texts-context.tsx';
import type { PickedFile } from '../model/form-values.ts';
import { useFormMessages } from '../use-error-text.ts';
import { useFileSize } from './use-file-size.ts';

interface FileNotesProps {
  readonly picked: PickedFile | undefined;
}

/** Notes about the file: that it was made smaller, that it may be returned, or how to replace it. */
export function FileNotes({ picked }: FileNotesProps) {
  const { file } = useTexts().form;
  const messages = useFormMessages();
  const toSize = useFileSize();
  if (!picked) return null;
  const { originalBytes, problem } = picked;
  const isHeic =
    problem !== undefined &&
    problem !== 'UNREADABLE' &&
    problem.code === 'FILE_TYPE_NOT_ALLOWED' &&
    problem.params.detected === 'HEIC';
  return (
    <div className="file-notes" role="status">
      {originalBytes !== undefined && (
        <p className="hint">
          {file.smaller
            .replace('{before}', toSize(originalBytes))
            .replace('{after}', toSize(picked.file.size))}
        </p>
      )}
      {picked.findings.map((finding) => (
        <p key={finding.code} className="warning">
          {messages.warning(finding)}
        </p>
      ))}
      {isHeic && <p className="hint">{messages.heicAdvice()}</p>}
    </div>
  );
}
