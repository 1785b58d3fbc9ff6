import { useTexts } from '../../i18n/texts-context.tsx';

/** Sizes as people read them, such as `4.2 MB`. */
export function useFileSize(): (bytes: number) => string {
  const { locale } = useTexts();
  return (bytes) => {
    const isSmall = bytes < 1_048_576;
    const format = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: isSmall ? 'kilobyte' : 'megabyte',
      maximumFractionDigits: isSmall ? 0 : 1,
    });
    return format.format(isSmall ? Math.ceil(bytes / 1024) : bytes / 1_048_576);
  };
}
