import { type Form, fillForm } from './multipart.ts';

/** What the camera, a picker or the file system of a phone hands out. */
export interface Photo {
  readonly uri: string;
  readonly name: string;
  readonly type: string;
}

const UPLOAD = `mutation UploadDocuments($input: UploadDocumentsInput!) {
  uploadDocuments(input: $input) { files { uri sha256 } }
}`;

/** Fills React Native's own `new FormData()`, which reads the files when `fetch` sends it. */
export function fillPhotoForm(form: Form<Photo>, customerId: string, photos: readonly Photo[]): void {
  const variables = { input: { customerId, files: photos.map(() => null) } };
  const places = photos.map((photo, index) => [`variables.input.files.${index}`, photo]);
  fillForm(form, { query: UPLOAD, variables }, Object.fromEntries(places));
}
