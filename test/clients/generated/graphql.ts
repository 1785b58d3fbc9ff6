/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A page of the proof of address. Set either `uri` or `upload`. */
export type AddressDocumentFileInput = {
  /** The file, sent in a multipart request: PDF, JPEG or PNG. The gateway streams it to Fin.com without storing it. */
  upload?: File | Blob | null | undefined;
  /** URI of a file that was uploaded before, such as `/AbAcQ4hn_0652746727637.pdf`. Each URI may appear only once in a proof. Both proofs may use the same URI, except with API v2. */
  uri?: string | null | undefined;
};

/** The documents of an individual customer and the consent to the terms. */
export type AttachIndividualDocumentsInput = {
  /** The customer's id at Fin.com. */
  customerId: string;
  /** A key of your choice, such as a UUID: 1 to 255 printable ASCII characters, a new one for each write. If you send the same input again with the same key, nothing is done twice: you get the outcome of the first request, marked in `extensions.idempotency` of the response. The `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Proof of address. */
  proofOfAddress: ProofOfAddressInput;
  /** Proof of identity. */
  proofOfIdentity: ProofOfIdentityInput;
  /** A photo of the person, if Fin.com requires one. Only API v2 takes it. With v1 it is rejected as `UNKNOWN_FIELD`, and with v2 it cannot be attached to customers that were created through v1. */
  selfie?: SelfieInput | null | undefined;
  /** The customer's `tosPoliciesValue`, which is also the `tos_policies_value` parameter of the terms URL. By sending it you confirm that the person has seen and accepted the terms: send it only after real consent. */
  tosPoliciesValue: string;
};

/** ISO 3166-1 alpha-3 code of a country or territory: exactly the list that Fin.com accepts. It has no code for Kosovo. */
export type CountryCode =
  /** Aruba */
  | 'ABW'
  /** Afghanistan */
  | 'AFG'
  /** Angola */
  | 'AGO'
  /** Anguilla */
  | 'AIA'
  /** Åland Islands */
  | 'ALA'
  /** Albania */
  | 'ALB'
  /** Andorra */
  | 'AND'
  /** United Arab Emirates */
  | 'ARE'
  /** Argentina */
  | 'ARG'
  /** Armenia */
  | 'ARM'
  /** American Samoa */
  | 'ASM'
  /** Antarctica */
  | 'ATA'
  /** French Southern Territories */
  | 'ATF'
  /** Antigua and Barbuda */
  | 'ATG'
  /** Australia */
  | 'AUS'
  /** Austria */
  | 'AUT'
  /** Azerbaijan */
  | 'AZE'
  /** Burundi */
  | 'BDI'
  /** Belgium */
  | 'BEL'
  /** Benin */
  | 'BEN'
  /** Bonaire, Sint Eustatius and Saba */
  | 'BES'
  /** Burkina Faso */
  | 'BFA'
  /** Bangladesh */
  | 'BGD'
  /** Bulgaria */
  | 'BGR'
  /** Bahrain */
  | 'BHR'
  /** Bahamas */
  | 'BHS'
  /** Bosnia and Herzegovina */
  | 'BIH'
  /** Saint Barthélemy */
  | 'BLM'
  /** Belarus */
  | 'BLR'
  /** Belize */
  | 'BLZ'
  /** Bermuda */
  | 'BMU'
  /** Bolivia (Plurinational State of) */
  | 'BOL'
  /** Brazil */
  | 'BRA'
  /** Barbados */
  | 'BRB'
  /** Brunei Darussalam */
  | 'BRN'
  /** Bhutan */
  | 'BTN'
  /** Bouvet Island */
  | 'BVT'
  /** Botswana */
  | 'BWA'
  /** Central African Republic */
  | 'CAF'
  /** Canada */
  | 'CAN'
  /** Cocos (Keeling) Islands */
  | 'CCK'
  /** Switzerland */
  | 'CHE'
  /** Chile */
  | 'CHL'
  /** China */
  | 'CHN'
  /** Côte d'Ivoire */
  | 'CIV'
  /** Cameroon */
  | 'CMR'
  /** Congo (Democratic Republic of the) */
  | 'COD'
  /** Congo */
  | 'COG'
  /** Cook Islands */
  | 'COK'
  /** Colombia */
  | 'COL'
  /** Comoros */
  | 'COM'
  /** Cabo Verde */
  | 'CPV'
  /** Costa Rica */
  | 'CRI'
  /** Cuba */
  | 'CUB'
  /** Curaçao */
  | 'CUW'
  /** Christmas Island */
  | 'CXR'
  /** Cayman Islands */
  | 'CYM'
  /** Cyprus */
  | 'CYP'
  /** Czechia */
  | 'CZE'
  /** Germany */
  | 'DEU'
  /** Djibouti */
  | 'DJI'
  /** Dominica */
  | 'DMA'
  /** Denmark */
  | 'DNK'
  /** Dominican Republic */
  | 'DOM'
  /** Algeria */
  | 'DZA'
  /** Ecuador */
  | 'ECU'
  /** Egypt */
  | 'EGY'
  /** Eritrea */
  | 'ERI'
  /** Western Sahara */
  | 'ESH'
  /** Spain */
  | 'ESP'
  /** Estonia */
  | 'EST'
  /** Ethiopia */
  | 'ETH'
  /** Finland */
  | 'FIN'
  /** Fiji */
  | 'FJI'
  /** Falkland Islands (Malvinas) */
  | 'FLK'
  /** France */
  | 'FRA'
  /** Faroe Islands */
  | 'FRO'
  /** Micronesia (Federated States of) */
  | 'FSM'
  /** Gabon */
  | 'GAB'
  /** United Kingdom of Great Britain and Northern Ireland */
  | 'GBR'
  /** Georgia */
  | 'GEO'
  /** Guernsey */
  | 'GGY'
  /** Ghana */
  | 'GHA'
  /** Gibraltar */
  | 'GIB'
  /** Guinea */
  | 'GIN'
  /** Guadeloupe */
  | 'GLP'
  /** Gambia */
  | 'GMB'
  /** Guinea-Bissau */
  | 'GNB'
  /** Equatorial Guinea */
  | 'GNQ'
  /** Greece */
  | 'GRC'
  /** Grenada */
  | 'GRD'
  /** Greenland */
  | 'GRL'
  /** Guatemala */
  | 'GTM'
  /** French Guiana */
  | 'GUF'
  /** Guam */
  | 'GUM'
  /** Guyana */
  | 'GUY'
  /** Hong Kong */
  | 'HKG'
  /** Heard Island and McDonald Islands */
  | 'HMD'
  /** Honduras */
  | 'HND'
  /** Croatia */
  | 'HRV'
  /** Haiti */
  | 'HTI'
  /** Hungary */
  | 'HUN'
  /** Indonesia */
  | 'IDN'
  /** Isle of Man */
  | 'IMN'
  /** India */
  | 'IND'
  /** British Indian Ocean Territory */
  | 'IOT'
  /** Ireland */
  | 'IRL'
  /** Iran (Islamic Republic of) */
  | 'IRN'
  /** Iraq */
  | 'IRQ'
  /** Iceland */
  | 'ISL'
  /** Israel */
  | 'ISR'
  /** Italy */
  | 'ITA'
  /** Jamaica */
  | 'JAM'
  /** Jersey */
  | 'JEY'
  /** Jordan */
  | 'JOR'
  /** Japan */
  | 'JPN'
  /** Kazakhstan */
  | 'KAZ'
  /** Kenya */
  | 'KEN'
  /** Kyrgyzstan */
  | 'KGZ'
  /** Cambodia */
  | 'KHM'
  /** Kiribati */
  | 'KIR'
  /** Saint Kitts and Nevis */
  | 'KNA'
  /** Korea (Republic of) */
  | 'KOR'
  /** Kuwait */
  | 'KWT'
  /** Lao People's Democratic Republic */
  | 'LAO'
  /** Lebanon */
  | 'LBN'
  /** Liberia */
  | 'LBR'
  /** Libya */
  | 'LBY'
  /** Saint Lucia */
  | 'LCA'
  /** Liechtenstein */
  | 'LIE'
  /** Sri Lanka */
  | 'LKA'
  /** Lesotho */
  | 'LSO'
  /** Lithuania */
  | 'LTU'
  /** Luxembourg */
  | 'LUX'
  /** Latvia */
  | 'LVA'
  /** Macao */
  | 'MAC'
  /** Saint Martin (French part) */
  | 'MAF'
  /** Morocco */
  | 'MAR'
  /** Monaco */
  | 'MCO'
  /** Moldova (Republic of) */
  | 'MDA'
  /** Madagascar */
  | 'MDG'
  /** Maldives */
  | 'MDV'
  /** Mexico */
  | 'MEX'
  /** Marshall Islands */
  | 'MHL'
  /** North Macedonia */
  | 'MKD'
  /** Mali */
  | 'MLI'
  /** Malta */
  | 'MLT'
  /** Myanmar */
  | 'MMR'
  /** Montenegro */
  | 'MNE'
  /** Mongolia */
  | 'MNG'
  /** Northern Mariana Islands */
  | 'MNP'
  /** Mozambique */
  | 'MOZ'
  /** Mauritania */
  | 'MRT'
  /** Montserrat */
  | 'MSR'
  /** Martinique */
  | 'MTQ'
  /** Mauritius */
  | 'MUS'
  /** Malawi */
  | 'MWI'
  /** Malaysia */
  | 'MYS'
  /** Mayotte */
  | 'MYT'
  /** Namibia */
  | 'NAM'
  /** New Caledonia */
  | 'NCL'
  /** Niger */
  | 'NER'
  /** Norfolk Island */
  | 'NFK'
  /** Nigeria */
  | 'NGA'
  /** Nicaragua */
  | 'NIC'
  /** Niue */
  | 'NIU'
  /** Netherlands (Kingdom of the) */
  | 'NLD'
  /** Norway */
  | 'NOR'
  /** Nepal */
  | 'NPL'
  /** Nauru */
  | 'NRU'
  /** New Zealand */
  | 'NZL'
  /** Oman */
  | 'OMN'
  /** Pakistan */
  | 'PAK'
  /** Panama */
  | 'PAN'
  /** Pitcairn */
  | 'PCN'
  /** Peru */
  | 'PER'
  /** Philippines */
  | 'PHL'
  /** Palau */
  | 'PLW'
  /** Papua New Guinea */
  | 'PNG'
  /** Poland */
  | 'POL'
  /** Puerto Rico */
  | 'PRI'
  /** Korea (Democratic People's Republic of) */
  | 'PRK'
  /** Portugal */
  | 'PRT'
  /** Paraguay */
  | 'PRY'
  /** Palestine, State of */
  | 'PSE'
  /** French Polynesia */
  | 'PYF'
  /** Qatar */
  | 'QAT'
  /** Réunion */
  | 'REU'
  /** Romania */
  | 'ROU'
  /** Russian Federation */
  | 'RUS'
  /** Rwanda */
  | 'RWA'
  /** Saudi Arabia */
  | 'SAU'
  /** Sudan */
  | 'SDN'
  /** Senegal */
  | 'SEN'
  /** Singapore */
  | 'SGP'
  /** South Georgia and the South Sandwich Islands */
  | 'SGS'
  /** Saint Helena, Ascension and Tristan da Cunha */
  | 'SHN'
  /** Svalbard and Jan Mayen */
  | 'SJM'
  /** Solomon Islands */
  | 'SLB'
  /** Sierra Leone */
  | 'SLE'
  /** El Salvador */
  | 'SLV'
  /** San Marino */
  | 'SMR'
  /** Somalia */
  | 'SOM'
  /** Saint Pierre and Miquelon */
  | 'SPM'
  /** Serbia */
  | 'SRB'
  /** South Sudan */
  | 'SSD'
  /** Sao Tome and Principe */
  | 'STP'
  /** Suriname */
  | 'SUR'
  /** Slovakia */
  | 'SVK'
  /** Slovenia */
  | 'SVN'
  /** Sweden */
  | 'SWE'
  /** Eswatini */
  | 'SWZ'
  /** Sint Maarten (Dutch part) */
  | 'SXM'
  /** Seychelles */
  | 'SYC'
  /** Syrian Arab Republic */
  | 'SYR'
  /** Turks and Caicos Islands */
  | 'TCA'
  /** Chad */
  | 'TCD'
  /** Togo */
  | 'TGO'
  /** Thailand */
  | 'THA'
  /** Tajikistan */
  | 'TJK'
  /** Tokelau */
  | 'TKL'
  /** Turkmenistan */
  | 'TKM'
  /** Timor-Leste */
  | 'TLS'
  /** Tonga */
  | 'TON'
  /** Trinidad and Tobago */
  | 'TTO'
  /** Tunisia */
  | 'TUN'
  /** Türkiye */
  | 'TUR'
  /** Tuvalu */
  | 'TUV'
  /** Taiwan (Province of China) */
  | 'TWN'
  /** Tanzania (United Republic of) */
  | 'TZA'
  /** Uganda */
  | 'UGA'
  /** Ukraine */
  | 'UKR'
  /** United States Minor Outlying Islands */
  | 'UMI'
  /** Uruguay */
  | 'URY'
  /** United States of America */
  | 'USA'
  /** Uzbekistan */
  | 'UZB'
  /** Holy See */
  | 'VAT'
  /** Saint Vincent and the Grenadines */
  | 'VCT'
  /** Venezuela (Bolivarian Republic of) */
  | 'VEN'
  /** Virgin Islands (British) */
  | 'VGB'
  /** Virgin Islands (U.S.) */
  | 'VIR'
  /** Viet Nam */
  | 'VNM'
  /** Vanuatu */
  | 'VUT'
  /** Wallis and Futuna */
  | 'WLF'
  /** Samoa */
  | 'WSM'
  /** Yemen */
  | 'YEM'
  /** South Africa */
  | 'ZAF'
  /** Zambia */
  | 'ZMB'
  /** Zimbabwe */
  | 'ZWE';

/** A side of a document. */
export type DocumentSide =
  /** The other side. */
  | 'BACK'
  /** The side with the photo. Passport: the photo page. */
  | 'FRONT';

/** What is wrong with an input field. Each code has its own `params`. */
export type FieldErrorCode =
  /** Cannot be combined with other fields or headers; `with` lists them. */
  | 'CONFLICTING'
  /** An earlier item in the same list has the same value, or an earlier file in the same input. */
  | 'DUPLICATE'
  /** The document is no longer valid. `notBefore` is the earliest expiry date accepted today. */
  | 'EXPIRED'
  /** The file has no bytes. */
  | 'FILE_EMPTY'
  /** The file did not arrive completely. */
  | 'FILE_INCOMPLETE'
  /** The file is larger than allowed. */
  | 'FILE_TOO_LARGE'
  /** The content has a type that is not allowed, regardless of the file name. `detected` is `UNKNOWN` if the type cannot be detected. */
  | 'FILE_TYPE_NOT_ALLOWED'
  /** Not in the expected format. */
  | 'INVALID_FORMAT'
  /** Fin.com did not request this field and would reject the whole answer. */
  | 'NOT_REQUESTED'
  /** Out of range. The limits themselves are allowed, except for `afterField`, which names a date that must be earlier. */
  | 'OUT_OF_RANGE'
  /** Fin.com rejected the value; `message` contains the reason. */
  | 'REFUSED'
  /** Missing, null or blank. `min` is the minimum number of items. `oneOf` lists fields of which one is required. `side` is the side of the document that no file shows. */
  | 'REQUIRED'
  /** The input type has no field with this name, or not in this mode: `customerApi` is the version of Fin.com's API that the gateway uses. */
  | 'UNKNOWN_FIELD'
  /** Not one of the allowed values. `allowed` is omitted if the list is long. */
  | 'UNKNOWN_VALUE';

/** A picture or scan of the identity document. Set either `uri` or `upload`. */
export type IdentityDocumentFileInput = {
  /** The side that the file shows. Set it for every document with two sides: API v2 requires it there. */
  side?: DocumentSide | null | undefined;
  /** The file, sent in a multipart request: PDF, JPEG or PNG. The gateway streams it to Fin.com without storing it. */
  upload?: File | Blob | null | undefined;
  /** URI of a file that was uploaded before, such as `/AbAcQ4hn_0652746727637.pdf`. Each URI may appear only once in a proof. Both proofs may use the same URI, except with API v2. */
  uri?: string | null | undefined;
};

/** A document that proves the person's home address, issued within the last three months. */
export type ProofOfAddressInput = {
  /** Issuing country. */
  country: CountryCode;
  /** API v1: at least one file. API v2: exactly one file. */
  files: Array<AddressDocumentFileInput>;
  /** Date of issue, `YYYY-MM-DD`. Not in the future and not older than three months. Only API v2 gets it; v1 has no place for it. */
  issueDate?: string | null | undefined;
  /** Document type. */
  type: ProofOfAddressType;
};

/** Documents that Fin.com accepts as proof of address, issued within the last three months. API v2 accepts only `UTILITY_BILL`, `GOVERNMENT_LETTER` and `BANK_STATEMENT`. */
export type ProofOfAddressType =
  /** Bank statement. */
  | 'BANK_STATEMENT'
  /** Driver's license with the address. */
  | 'DRIVERS_LICENSE'
  /** Letter from a public authority. */
  | 'GOVERNMENT_LETTER'
  /** National identity card with the address. */
  | 'NATIONAL_ID'
  /** Passport with the address. */
  | 'PASSPORT'
  /** Residence permit with the address. */
  | 'RESIDENCE_PERMIT'
  /** Utility bill, such as electricity, gas or water. */
  | 'UTILITY_BILL';

/** A government document that proves the person's identity. */
export type ProofOfIdentityInput = {
  /** Issuing country. */
  country: CountryCode;
  /** Expiry date, the last valid day, `YYYY-MM-DD`. Not in the past and not before the date of issue; with API v2, in the future and after the date of issue. */
  expiryDate: string;
  /** API v1: at least one file. Usually, a passport needs its photo page and other documents need both sides. What is sufficient depends on country and document, and Fin.com decides in review. API v2: exactly one file of a passport; exactly one `FRONT` and one `BACK` of other documents. */
  files: Array<IdentityDocumentFileInput>;
  /** Date of issue, `YYYY-MM-DD`. Not in the future. */
  issueDate: string;
  /** Document number, exactly as printed. */
  number: string;
  /** Issuing state or province, ISO 3166-2, such as `US-CA`. At most 64 characters. API v2 requires it for a driver's license of the USA. v1 has no place for it, so it is not sent. */
  state?: string | null | undefined;
  /** Document type. */
  type: ProofOfIdentityType;
};

/** Government documents that Fin.com accepts as proof of identity. */
export type ProofOfIdentityType =
  /** Driver's license. Usually both sides are needed. */
  | 'DRIVERS_LICENSE'
  /** National identity card. Usually both sides are needed. */
  | 'NATIONAL_ID'
  /** Passport. Usually the photo page is needed. */
  | 'PASSPORT'
  /** Residence permit. Usually both sides are needed. */
  | 'RESIDENCE_PERMIT';

/** A photo of the person. Set either `uri` or `upload`. */
export type SelfieInput = {
  /** The photo, sent in a multipart request: JPEG or PNG. The gateway streams it to Fin.com without storing it. */
  upload?: File | Blob | null | undefined;
  /** URI of a photo that was uploaded before, such as `/AbAcQ4hn_0652746727637.jpg`. A URI that ends in `.pdf` is rejected. Another file may have the same URI. */
  uri?: string | null | undefined;
};

/** Files of a customer. */
export type UploadDocumentsInput = {
  /** The customer whose files these are. */
  customerId: string;
  /** At least one file: PDF, JPEG or PNG. */
  files: Array<File | Blob>;
  /** A key of your choice, such as a UUID: 1 to 255 printable ASCII characters, a new one for each write. If you send the same input again with the same key, nothing is done twice: you get the outcome of the first request, marked in `extensions.idempotency` of the response. The `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
};

export type AttachIndividualDocumentsMutationVariables = Exact<{
  input: AttachIndividualDocumentsInput;
}>;


export type AttachIndividualDocumentsMutation = { attachIndividualDocuments: { customer: { id: string } } | null };

export type AttachTwoCustomersMutationVariables = Exact<{
  first: AttachIndividualDocumentsInput;
  second: AttachIndividualDocumentsInput;
}>;


export type AttachTwoCustomersMutation = { first: { customer: { id: string } } | null, second: { customer: { id: string } } | null };

export type UploadDocumentsMutationVariables = Exact<{
  input: UploadDocumentsInput;
}>;


export type UploadDocumentsMutation = { uploadDocuments: { files: Array<{ uri: string, mimetype: string, byteLength: number, sha256: string }> } | null };

export type ValidateIndividualDocumentsQueryVariables = Exact<{
  input: AttachIndividualDocumentsInput;
}>;


export type ValidateIndividualDocumentsQuery = { validateIndividualDocuments: Array<{ path: Array<string | number>, code: FieldErrorCode, params: Record<string, unknown>, message: string }> };


export const AttachIndividualDocumentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachIndividualDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachIndividualDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attachIndividualDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<AttachIndividualDocumentsMutation, AttachIndividualDocumentsMutationVariables>;
export const AttachTwoCustomersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachTwoCustomers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachIndividualDocumentsInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"second"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachIndividualDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"first"},"name":{"kind":"Name","value":"attachIndividualDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"second"},"name":{"kind":"Name","value":"attachIndividualDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"second"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<AttachTwoCustomersMutation, AttachTwoCustomersMutationVariables>;
export const UploadDocumentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"mimetype"}},{"kind":"Field","name":{"kind":"Name","value":"byteLength"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}}]}}]}}]} as unknown as DocumentNode<UploadDocumentsMutation, UploadDocumentsMutationVariables>;
export const ValidateIndividualDocumentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ValidateIndividualDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachIndividualDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"validateIndividualDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"params"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ValidateIndividualDocumentsQuery, ValidateIndividualDocumentsQueryVariables>;