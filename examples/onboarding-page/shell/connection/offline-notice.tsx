import { useTexts } from '../../i18n/texts-context.tsx';
import { useOnline } from '../../use-online.ts';

export function OfflineNotice() {
  const { shell } = useTexts();
  const isOnline = useOnline();
  return (
    <p className="offline" role="status">
      {!isOnline && shell.offline}
    </p>
  );
}
