import { type Form, fillForm } from './multipart.ts';

/** A photo or file as the camera, a picker or the file system returns it. */
export interface Photo {
  readonly uri: string;
  readonly name: string;
  readonly type: string;
}

const UPLOAD = `mutation UploadDocuments($input: UploadDocumentsInput!) {
  uploadDocuments(input: $input) { files { uri sha256 } }
}`;

/** Fills a React Native `FormData`. `fetch` reads the files when it sends the form. */
export function fillPhotoForm(form: Form<Photo>, customerId: string, photos: readonly Photo[]): void {
  const variables = { input: { customerId, files: photos.map(() => null) } };
  const entries = photos.map((photo, index) => [`variables.input.files.${index}`, photo]);
  fillForm(form, { query: UPLOAD, variables }, Object.fromEntries(entries));
}
