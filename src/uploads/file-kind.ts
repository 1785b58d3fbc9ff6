export interface FileKind {
  readonly mimetype: string;
  readonly extension: string;
}

/** The accepted formats, by their names in errors. */
export const FILE_KINDS = {
  PDF: { mimetype: 'application/pdf', extension: 'pdf' },
  JPEG: { mimetype: 'image/jpeg', extension: 'jpg' },
  PNG: { mimetype: 'image/png', extension: 'png' },
} as const satisfies Readonly<Record<string, FileKind>>;

export type FileType = keyof typeof FILE_KINDS;
export const FILE_TYPES: readonly FileType[] = Object.keys(FILE_KINDS).filter((name): name is FileType =>
  Object.hasOwn(FILE_KINDS, name),
);

export const MIMETYPES: readonly string[] = Object.values(FILE_KINDS).map(({ mimetype }) => mimetype);
