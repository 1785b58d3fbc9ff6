import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/mini';
import type { AttachIndividualDocumentsInput } from '../../../examples/generated/graphql.ts';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../example-data.ts';

/** A file as a person has it on a device: under a name that says who they are. */
export interface PickedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

/** The files that a person picks for an onboarding: two sides of an identity document and a proof of address. */
export interface PickedFiles {
  readonly front: PickedFile;
  readonly back: PickedFile;
  readonly bill: PickedFile;
}

/** Occurs in the names of all picked files, and nowhere else. */
export const PERSON = 'Quillfeather';

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const PNG_START = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080600000000000000', 'hex');
const PDF_START = Buffer.from('%PDF-1.7\n');
const HEIC_START = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

/** A JPEG, a PNG and a PDF of about the given size, other bytes each time. Smaller pictures may be of low quality. */
export function pickFiles(byteLength = 120_000): PickedFiles {
  return {
    front: picked('front.jpg', 'image/jpeg', [JPEG_START, randomBytes(byteLength)]),
    back: picked('back.png', 'image/png', [PNG_START, pngData(byteLength)]),
    bill: picked('power-bill.pdf', 'application/pdf', [PDF_START, randomBytes(byteLength)]),
  };
}

/** A file as a phone's camera writes it, under the name and type of a JPEG. */
export function pickHeic(byteLength = 50_000): PickedFile {
  return picked('front.jpg', 'image/jpeg', [HEIC_START, randomBytes(byteLength)]);
}

/** A photo as the camera of a phone makes it. */
export function pickSelfie(byteLength = 120_000): PickedFile {
  return picked('selfie.jpg', 'image/jpeg', [JPEG_START, randomBytes(byteLength)]);
}

export function toFile({ name, type, bytes }: PickedFile): File {
  return new File([bytes], name, { type });
}

/** The API page's example with uploads in the places of its URIs, and both sides of a national id. */
export function formWith<Upload>(
  { front, back, bill }: { readonly front: Upload; readonly back: Upload; readonly bill: Upload },
  number = 'A12345678',
) {
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  return {
    ...EXAMPLE_INPUT,
    proofOfIdentity: {
      ...proofOfIdentity,
      type: 'NATIONAL_ID',
      country: 'USA',
      number,
      files: [
        { side: 'FRONT', upload: front },
        { side: 'BACK', upload: back },
      ],
    },
    proofOfAddress: { ...proofOfAddress, type: 'UTILITY_BILL', country: 'USA', files: [{ upload: bill }] },
  } as const;
}

/** The form as client libraries take it, with the files in it. */
export function filledForm(files: PickedFiles, number?: string): AttachIndividualDocumentsInput {
  const { front, back, bill } = files;
  const { proofOfIdentity, proofOfAddress, ...rest } = formWith(
    { front: toFile(front), back: toFile(back), bill: toFile(bill) },
    number,
  );
  return {
    ...rest,
    proofOfIdentity: { ...proofOfIdentity, files: [...proofOfIdentity.files] },
    proofOfAddress: { ...proofOfAddress, files: [...proofOfAddress.files] },
  };
}

/** The same form with the URIs of the example instead of files. */
export function formWithUris(number = 'A12345678'): AttachIndividualDocumentsInput {
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  return {
    ...EXAMPLE_INPUT,
    proofOfIdentity: {
      ...proofOfIdentity,
      type: 'PASSPORT',
      country: 'USA',
      number,
      files: [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }],
    },
    proofOfAddress: { ...proofOfAddress, type: 'BANK_STATEMENT', country: 'USA' },
  };
}

/** SHA-256 of each file by the place in the form where it belongs. */
export function digestsOf({ front, back, bill }: PickedFiles) {
  return { FRONT: sha256(front.bytes), BACK: sha256(back.bytes), address: sha256(bill.bytes) };
}

const attachBody = z.object({
  proof_of_identity: z.object({ files: z.array(z.object({ side: z.string(), uri: z.string() })) }),
  proof_of_address: z.object({ files: z.array(z.object({ uri: z.string() })) }),
});

/** SHA-256 of what the sandbox stored, by the place at which the newest attach refers to it. */
export function attachedDigests({ control }: Sandbox): Record<string, string | undefined> {
  const { proof_of_identity, proof_of_address } = attachBody.parse(control.attached.at(-1)?.body);
  const digests = new Map(control.uploads.map(({ uri, sha256: digest }) => [uri, digest]));
  return Object.fromEntries([
    ...proof_of_identity.files.map(({ side, uri }) => [side, digests.get(uri)]),
    ...proof_of_address.files.map(({ uri }) => ['address', digests.get(uri)]),
  ]);
}

export interface FilesOnDisk extends AsyncDisposable {
  readonly front: string;
  readonly back: string;
  readonly bill: string;
}

/** Writes the files into a directory of their own, and removes it at the end. */
export async function onDisk(files: PickedFiles): Promise<FilesOnDisk> {
  const directory = await mkdtemp(join(tmpdir(), 'picked-'));
  const write = async ({ name, bytes }: PickedFile) => {
    const path = join(directory, name);
    await writeFile(path, bytes);
    return path;
  };
  return {
    front: await write(files.front),
    back: await write(files.back),
    bill: await write(files.bill),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

function picked(suffix: string, type: string, parts: readonly Buffer[]): PickedFile {
  return { name: `Zoë ${PERSON} ${suffix}`, type, bytes: Buffer.concat(parts) };
}

function pngData(byteLength: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(byteLength);
  return Buffer.concat([length, Buffer.from('IDAT'), randomBytes(byteLength)]);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
