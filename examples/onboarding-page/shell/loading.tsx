import { useTexts } from '../i18n/texts-context.tsx';

const ROWS = ['first', 'second', 'third'];

/** The shape of the page while it loads. */
export function Loading() {
  const { shell } = useTexts();
  return (
    <div className="panel">
      <p role="status">{shell.loading}</p>
      <div className="skeleton" aria-hidden="true">
        {ROWS.map((row) => (
          <span key={row} />
        ))}
      </div>
    </div>
  );
}
