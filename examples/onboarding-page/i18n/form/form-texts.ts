import type { Plural } from '@fin-gateway/client/messages';
import type { DocumentType } from '@fin-gateway/client/operations';
import type { WritePhase } from '@fin-gateway/client/write';
import type { TextFieldName } from '../../form/model/form-values.ts';
import type { DocumentName } from '../../form/model/sent-documents.ts';

/** The texts of the form. Texts of errors and warnings come with the client package. */
export interface FormTexts {
  /** Heading of the form, by the mutation that sends it. */
  readonly headings: ByMutation;
  readonly groups: Readonly<Record<DocumentName, string>>;
  readonly labels: Readonly<Record<TextFieldName, string>>;
  readonly documentTypes: Readonly<Record<DocumentType, string>>;
  /** A proof of address is a document that has the address. */
  readonly addressTypes: Readonly<Record<DocumentType, string>>;
  readonly choose: string;
  readonly numberHint: string;
  readonly fileLabels: Readonly<
    Record<'photoPage' | 'FRONT' | 'BACK' | 'proofOfAddress.files.0' | 'selfie', string>
  >;
  readonly fileHints: Readonly<Record<DocumentName, string>>;
  readonly countries: {
    readonly hint: string;
    readonly none: string;
    /** For screen readers: how many countries the list has. */
    readonly found: Plural<'other'>;
  };
  readonly file: FileTexts;
  readonly acceptTerms: string;
  readonly readTerms: string;
  readonly termsMissing: string;
  readonly acceptTermsFirst: string;
  readonly chooseCountry: string;
  readonly correctFields: Plural<'other'>;
  readonly draftRestored: string;
  /** Fin.com requests something that no form can send. */
  readonly unanswerable: string;
  readonly submit: ByMutation & { readonly sending: string };
  readonly cancel: string;
  /** Name of the progress bar. */
  readonly progress: string;
  /** `sent`: all bytes have left the device. */
  readonly phases: Readonly<Record<WritePhase | 'sent', string>>;
  readonly warnings: Readonly<Record<'title' | 'sendAnyway' | 'chooseAnother' | 'change', string>>;
  readonly offline: string;
  /** `cancelledLate`: the documents may have arrived. */
  readonly cancelled: string;
  readonly cancelledLate: string;
  readonly unknown: Readonly<Record<'lost' | 'earlier' | 'check', string>>;
}

type ByMutation = Readonly<Record<'attach' | 'answer', string>>;
type ByKind = Readonly<Record<'document' | 'selfie', string>>;

interface FileTexts {
  readonly choose: ByKind;
  readonly orDrop: string;
  readonly formats: ByKind;
  readonly takePhoto: string;
  readonly chooseAnother: string;
  readonly uploaded: string;
  readonly preview: string;
  /** `{before}` and `{after}` are sizes. */
  readonly smaller: string;
  readonly unreadable: string;
}
