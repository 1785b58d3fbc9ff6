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

/** Home address. */
export type AddressInput = {
  /** City. In v1, Latin letters only. In v2, any letters. */
  city: string;
  /** Country. */
  country: CountryCode;
  /** Postal code. */
  postalCode: string;
  /** State or province: ISO 3166-2 code, such as `US-CA` or `BD-13`. */
  state: string;
  /** Street and house number. Line breaks are sent as commas. In v1, Latin letters only, unless `streetEn` is present. In v2, any letters; `streetEn` is required if the text has characters beyond ASCII. */
  street: string;
  /** English transliteration of `street`, in ASCII characters. In v1, it replaces `street` if that has other than Latin letters, and is not sent otherwise. In v2, it is sent in addition. Line breaks are sent as commas. */
  streetEn?: string | null | undefined;
  /** Second line of the street, such as the apartment. Line breaks are sent as commas. v1 has no field for it, so it is sent after `street`, with a comma between them. In v1, Latin letters only, unless `streetLine2En` is present. In v2, any letters; `streetLine2En` is required if the text has characters beyond ASCII. */
  streetLine2?: string | null | undefined;
  /** English transliteration of `streetLine2`, in ASCII characters. In v1, it replaces `streetLine2` if that has other than Latin letters, and is not sent otherwise. In v2, it is sent in addition. Line breaks are sent as commas. */
  streetLine2En?: string | null | undefined;
};

/** The answer to a customer's `requestedInformation`. Send only what is requested there; `requestedFieldErrors` lists the paths of the requested fields. */
export type AnswerInformationRequestInput = {
  /** The customer whose information Fin.com requests. */
  customerId: string;
  /** A key of your choice, such as a UUID: 1 to 255 printable ASCII characters, a new one for each write. If you send the same input again with the same key, nothing is done twice: you get the outcome of the first request, marked in `extensions.idempotency` of the response. The `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Proof of address. Send it only if Fin.com requests it. */
  proofOfAddress?: RequestedProofOfAddressInput | null | undefined;
  /** Proof of identity. Send it only if Fin.com requests it. */
  proofOfIdentity?: RequestedProofOfIdentityInput | null | undefined;
  /** The customer's `tosPoliciesValue`, sent after the person has accepted the terms. Send it only if Fin.com requests it. */
  tosPoliciesValue?: string | null | undefined;
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

/** Personal data and contact details. */
export type BasicInfoInput = {
  /** Country of residence. */
  countryOfResidence: CountryCode;
  /** Date of birth, `YYYY-MM-DD`. In v1, it must not be in the future. In v2, the person must be 18 to 120 years old. */
  dob: string;
  /** Email address in lower case. */
  email: string;
  /** First name, as on the identity document. In v1, Latin letters only, unless `firstNameEn` is present. In v2, any letters; `firstNameEn` is required if the text has characters beyond ASCII. */
  firstName: string;
  /** English transliteration of `firstName`, in ASCII characters. In v1, it replaces `firstName` if that has other than Latin letters, and is not sent otherwise. In v2, it is sent in addition. */
  firstNameEn?: string | null | undefined;
  /** Gender. Sent in v2 only. */
  gender?: Gender | null | undefined;
  /** Last name, as on the identity document. In v1, Latin letters only, unless `lastNameEn` is present. In v2, any letters; `lastNameEn` is required if the text has characters beyond ASCII. */
  lastName: string;
  /** English transliteration of `lastName`, in ASCII characters. In v1, it replaces `lastName` if that has other than Latin letters, and is not sent otherwise. In v2, it is sent in addition. */
  lastNameEn?: string | null | undefined;
  /** Middle name, as on the identity document. v1 has no field for it, so it is sent after the first name. In v1, Latin letters only, unless `middleNameEn` is present. In v2, any letters; `middleNameEn` is required if the text has characters beyond ASCII. */
  middleName?: string | null | undefined;
  /** English transliteration of `middleName`, in ASCII characters. In v1, it replaces `middleName` if that has other than Latin letters, and is not sent otherwise. In v2, it is sent in addition. */
  middleNameEn?: string | null | undefined;
  /** Nationality. */
  nationality: CountryCode;
  /** Phone number in E.164 format, such as `+14155551234`. The calling code must match the country of residence. */
  phone: string;
  /** Second nationality. Sent in v2 only. */
  secondaryNationality?: CountryCode | null | undefined;
  /** Tax numbers. In v1, the number of the first one is sent if `tin` is missing. In v2, at least one is required, and all are sent. */
  taxInfo?: Array<TaxInfoInput> | null | undefined;
  /** Taxpayer identification number. US format: `123-45-6789`. If the person has none, send the number of the identity document. Sent in v1 only, where it is required unless `taxInfo` is present. Ignored in v2. */
  tin?: string | null | undefined;
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

/** A person to onboard, through version v1 or v2 of Fin.com's API. `FIN_CUSTOMER_API` of the gateway sets the version. One input can meet the requirements of both. */
export type CreateIndividualCustomerInput = {
  /** Home address. */
  address: AddressInput;
  /** Personal data and contact details. */
  basicInfo: BasicInfoInput;
  /** Occupation and planned use of the account. */
  financialProfile: FinancialProfileInput;
  /** A key of your choice, such as a UUID: 1 to 255 printable ASCII characters, a new one for each write. If you send the same input again with the same key, nothing is done twice: you get the outcome of the first request, marked in `extensions.idempotency` of the response. The `Idempotency-Key` header does the same. */
  idempotencyKey?: string | null | undefined;
  /** Your own data, which Fin.com stores with the customer, such as `{"customer_reference": "REF-12345"}`. Names are sent unchanged, and no query returns this data. At most 20 levels and 1,000 members. Send numbers with more than 15 digits as strings. */
  metaData?: Record<string, unknown> | null | undefined;
  /** The party that verifies the person: `STANDARD`, unless you have another agreement with Fin.com. */
  verificationType: VerificationType;
};

/** The onboarding status of a customer. Each version of the Fin.com API has its own values; this list contains all of them. Handle `UNKNOWN` too. */
export type CustomerStatus =
  /** Another document is needed. Newer name for `REINITIATE`. `rejectionReason` and `requestedInformation` describe it. Collect it and send it. */
  | 'ACTION_REQUIRED'
  /** Verified: the customer may transact within `capabilities`. Fin.com may still request information in `requestedInformation`. */
  | 'APPROVED'
  /** Other people have to be verified first. Fin.com documents this for businesses only. Check again later. */
  | 'ASSOCIATED_PARTIES_REMAINING'
  /** Created, but the documents are missing. Show the terms, collect the documents, then call `attachIndividualDocuments`. */
  | 'INCOMPLETE'
  /** On hold for a compliance check at Fin.com. Newer name for `ON_HOLD`. Ask the person for documents only if `requestedInformation` lists any. */
  | 'IN_COMPLIANCE'
  /** On hold for a compliance check at Fin.com. Ask the person for documents only if `requestedInformation` lists any. */
  | 'ON_HOLD'
  /** The documents are waiting for verification. Newer name for `QUEUED`. Check again later. */
  | 'PROCESSING'
  /** The documents are waiting for verification. Check again later. */
  | 'QUEUED'
  /** Another document is needed. `rejectionReason` and `requestedInformation` describe it. Collect it and attach again. */
  | 'REINITIATE'
  /** Rejected; see `rejectionReason`. Fin.com decides whether this is final. Refer the person to support instead of showing the form again. */
  | 'REJECTED'
  /** Under review, which may take days. Act only if `requestedInformation` is not empty. */
  | 'REVIEWING'
  /** A status that this gateway does not know. Treat it as pending: grant nothing and check again later. */
  | 'UNKNOWN';

/** A side of a document. */
export type DocumentSide =
  /** The other side. */
  | 'BACK'
  /** The side with the photo. Passport: the photo page. */
  | 'FRONT';

/** All document types: those of `ProofOfIdentityType` and `ProofOfAddressType`. */
export type DocumentType =
  /** Bank statement. Proof of address only. */
  | 'BANK_STATEMENT'
  /** Driver's license. */
  | 'DRIVERS_LICENSE'
  /** Letter from a public authority. Proof of address only. */
  | 'GOVERNMENT_LETTER'
  /** National identity card. */
  | 'NATIONAL_ID'
  /** Passport. */
  | 'PASSPORT'
  /** Residence permit. */
  | 'RESIDENCE_PERMIT'
  /** Utility bill, such as electricity, gas or water. Proof of address only. */
  | 'UTILITY_BILL';

/** How a person works. */
export type EmploymentStatus =
  /** Works for an employer. */
  | 'EMPLOYED'
  /** No longer works. */
  | 'RETIRED'
  /** Works for themselves. */
  | 'SELF_EMPLOYED'
  /** Studies. */
  | 'STUDENT'
  /** Has no work. */
  | 'UNEMPLOYED';

/** The kind of mistake in an input field. Each code has its own `params`. */
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

/** Occupation and planned use of the account. The ids come from Fin.com's catalogue. */
export type FinancialProfileInput = {
  /** Employment status. Sent in v2 only. Required in v2. */
  employmentStatus?: EmploymentStatus | null | undefined;
  /** Expected monthly volume in whole US dollars, 0 or more. */
  monthlyVolumeUsd: number;
  /** Id of the occupation, from `occupations`. It is also required for people who do not work. */
  occupationId: number;
  /** Id of the purpose of the account, from `purposes`. */
  purposeId: number;
  /** Remarks on the purpose of the account. Sent in v2 only. */
  purposeRemarks?: string | null | undefined;
  /** Id of the source of funds, from `sourcesOfFunds`. Send this or `sourceOfFundIds`. In v2, it is sent as a list of one. */
  sourceOfFundId?: number | null | undefined;
  /** Ids of the sources of funds, from `sourcesOfFunds`. Send this or `sourceOfFundId`; if both are present, the list must contain the single id. In v1, the list may have only one id, which is sent as `sourceOfFundId`. */
  sourceOfFundIds?: Array<number> | null | undefined;
  /** The origin of the money. Sent in v2 only. */
  sourceOfFundsDescription?: string | null | undefined;
};

/** The gender of a person, as on the identity document. */
export type Gender =
  /** Female. */
  | 'FEMALE'
  /** Male. */
  | 'MALE';

/** A picture or scan of the identity document. Set either `uri` or `upload`. */
export type IdentityDocumentFileInput = {
  /** The side that the file shows. Set it for every document with two sides: API v2 requires it there. */
  side?: DocumentSide | null | undefined;
  /** The file, sent in a multipart request: PDF, JPEG or PNG. The gateway streams it to Fin.com without storing it. */
  upload?: File | Blob | null | undefined;
  /** URI of a file that was uploaded before, such as `/AbAcQ4hn_0652746727637.pdf`. Each URI may appear only once in a proof. Both proofs may use the same URI, except with API v2. */
  uri?: string | null | undefined;
};

/** The next step of the app for a customer. It follows from `status` and `requestedInformation`, with the same values for both versions of the Fin.com API. */
export type NextStep =
  /** Fin.com requests information. Show `requestedFieldErrors` and call `answerInformationRequest`. */
  | 'ANSWER_REQUEST'
  /** Collect the `requiredDocuments` and call `attachIndividualDocuments`. */
  | 'ATTACH_DOCUMENTS'
  /** The customer was rejected. Refer the person to support. */
  | 'CONTACT_SUPPORT'
  /** The customer is approved. */
  | 'DONE'
  /** The status is one that this gateway does not know. Grant nothing and check again later. */
  | 'UNKNOWN'
  /** Fin.com is working. Check again later. */
  | 'WAIT';

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

/** The requested parts of the proof of address. */
export type RequestedProofOfAddressInput = {
  /** Issuing country. Send it only if Fin.com requests it. */
  country?: CountryCode | null | undefined;
  /** At least one file. Send it only if Fin.com requests it. */
  files?: Array<AddressDocumentFileInput> | null | undefined;
  /** Document type. Send it only if Fin.com requests it. */
  type?: ProofOfAddressType | null | undefined;
};

/** The requested parts of the proof of identity. */
export type RequestedProofOfIdentityInput = {
  /** Issuing country. Send it only if Fin.com requests it. */
  country?: CountryCode | null | undefined;
  /** Expiry date, the last valid day, `YYYY-MM-DD`. Send it only if Fin.com requests it. */
  expiryDate?: string | null | undefined;
  /** At least one file. Send it only if Fin.com requests it. */
  files?: Array<IdentityDocumentFileInput> | null | undefined;
  /** Date of issue, `YYYY-MM-DD`. Send it only if Fin.com requests it. */
  issueDate?: string | null | undefined;
  /** Document number, exactly as printed. Send it only if Fin.com requests it. */
  number?: string | null | undefined;
  /** Document type. Send it only if Fin.com requests it. */
  type?: ProofOfIdentityType | null | undefined;
};

/** The fact that a document proves. */
export type RequiredDocumentKind =
  /** Home address; send it as `proofOfAddress`. */
  | 'PROOF_OF_ADDRESS'
  /** Identity; send it as `proofOfIdentity`. */
  | 'PROOF_OF_IDENTITY'
  /** A photo of the person's face; send it as `selfie`. Listed for customers that were created through v2 if the account uses v2, and for every customer from whom Fin.com requests one. Fin.com may accept the documents without it, and request it later. */
  | 'SELFIE';

/** A photo of the person. Set either `uri` or `upload`. */
export type SelfieInput = {
  /** The photo, sent in a multipart request: JPEG or PNG. The gateway streams it to Fin.com without storing it. */
  upload?: File | Blob | null | undefined;
  /** URI of a photo that was uploaded before, such as `/AbAcQ4hn_0652746727637.jpg`. Another file may have the same URI. */
  uri?: string | null | undefined;
};

/** A tax number and the document that has it. */
export type TaxInfoInput = {
  /** The country that issued the number. Sent in v2 only. */
  country: CountryCode;
  /** The number. In v1, the first number of the list is sent if `tin` is missing; Latin letters only. In v2, all are sent, and each may appear only once. */
  documentId: string;
  /** The kind of document, such as `SSN` or `TIN`; it depends on the country. Sent in v2 only. */
  documentType: string;
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

/** The party that verifies the person. */
export type VerificationType =
  /** Your company verifies the person, and Fin.com relies on that verification. If this is not enabled for your account, the error is `FEATURE_LOCKED`. */
  | 'RELIANCE'
  /** Fin.com verifies the person using the documents. */
  | 'STANDARD';

export type AnswerRequestMutationVariables = Exact<{
  input: AnswerInformationRequestInput;
}>;


export type AnswerRequestMutation = { __typename: 'Mutation', answerInformationRequest: { __typename: 'AnswerInformationRequestPayload', customer: { __typename: 'IndividualCustomer', id: string, status: CustomerStatus | null } } | null };

export type AttachIndividualDocumentsMutationVariables = Exact<{
  input: AttachIndividualDocumentsInput;
}>;


export type AttachIndividualDocumentsMutation = { __typename: 'Mutation', attachIndividualDocuments: { __typename: 'AttachIndividualDocumentsPayload', customer: { __typename: 'IndividualCustomer', id: string, status: CustomerStatus | null } } | null };

export type CreateCustomerMutationVariables = Exact<{
  input: CreateIndividualCustomerInput;
}>;


export type CreateCustomerMutation = { __typename: 'Mutation', createIndividualCustomer: { __typename: 'CreateIndividualCustomerPayload', customer: { __typename: 'IndividualCustomer', id: string, tosPoliciesUrl: string | null, tosPoliciesValue: string | null } } | null };

export type CustomerChangedSubscriptionVariables = Exact<{
  customerId: string;
}>;


export type CustomerChangedSubscription = { individualCustomerChanged: { __typename: 'IndividualCustomer', id: string, status: CustomerStatus | null, nextStep: NextStep | null, requiredDocuments: Array<{ __typename: 'RequiredDocument', kind: RequiredDocumentKind, acceptedTypes: Array<{ __typename: 'AcceptedDocument', type: DocumentType, sides: Array<DocumentSide> }> }> | null, requestedFieldErrors: Array<{ __typename: 'FieldError', path: Array<string | number>, code: FieldErrorCode, params: Record<string, unknown>, message: string }> | null, requestedInformation: Array<{ __typename: 'RequestedInformation', categories: Array<{ __typename: 'RequestedCategory', fields: Array<{ __typename: 'RequestedField', reason: string | null }> }> }> | null, rejectionReason: { __typename: 'RejectionReason', applicant: { __typename: 'RejectedApplicant', moderationComment: string | null } | null, documents: Array<{ __typename: 'RejectedDocument', uri: string | null, moderationComment: string | null }> } | null } };

export type CustomerDecisionQueryVariables = Exact<{
  id: string;
}>;


export type CustomerDecisionQuery = { __typename: 'Query', individualCustomer: { __typename: 'IndividualCustomer', status: CustomerStatus | null, nextStep: NextStep | null, requiredDocuments: Array<{ __typename: 'RequiredDocument', kind: RequiredDocumentKind }> | null, requestedFieldErrors: Array<{ __typename: 'FieldError', path: Array<string | number>, code: FieldErrorCode, message: string }> | null, rejectionReason: { __typename: 'RejectionReason', applicant: { __typename: 'RejectedApplicant', rejectLabels: Array<string> } | null, documents: Array<{ __typename: 'RejectedDocument', rejectLabels: Array<string> }> } | null } | null };

export type StandingFragment = { __typename: 'IndividualCustomer', id: string, status: CustomerStatus | null, nextStep: NextStep | null, requiredDocuments: Array<{ __typename: 'RequiredDocument', kind: RequiredDocumentKind, acceptedTypes: Array<{ __typename: 'AcceptedDocument', type: DocumentType, sides: Array<DocumentSide> }> }> | null, requestedFieldErrors: Array<{ __typename: 'FieldError', path: Array<string | number>, code: FieldErrorCode, params: Record<string, unknown>, message: string }> | null, requestedInformation: Array<{ __typename: 'RequestedInformation', categories: Array<{ __typename: 'RequestedCategory', fields: Array<{ __typename: 'RequestedField', reason: string | null }> }> }> | null, rejectionReason: { __typename: 'RejectionReason', applicant: { __typename: 'RejectedApplicant', moderationComment: string | null } | null, documents: Array<{ __typename: 'RejectedDocument', uri: string | null, moderationComment: string | null }> } | null };

export type CustomerStandingQueryVariables = Exact<{
  customerId: string;
}>;


export type CustomerStandingQuery = { __typename: 'Query', individualCustomer: { __typename: 'IndividualCustomer', id: string, status: CustomerStatus | null, nextStep: NextStep | null, requiredDocuments: Array<{ __typename: 'RequiredDocument', kind: RequiredDocumentKind, acceptedTypes: Array<{ __typename: 'AcceptedDocument', type: DocumentType, sides: Array<DocumentSide> }> }> | null, requestedFieldErrors: Array<{ __typename: 'FieldError', path: Array<string | number>, code: FieldErrorCode, params: Record<string, unknown>, message: string }> | null, requestedInformation: Array<{ __typename: 'RequestedInformation', categories: Array<{ __typename: 'RequestedCategory', fields: Array<{ __typename: 'RequestedField', reason: string | null }> }> }> | null, rejectionReason: { __typename: 'RejectionReason', applicant: { __typename: 'RejectedApplicant', moderationComment: string | null } | null, documents: Array<{ __typename: 'RejectedDocument', uri: string | null, moderationComment: string | null }> } | null } | null };

export type CustomerStatusQueryVariables = Exact<{
  id: string;
}>;


export type CustomerStatusQuery = { __typename: 'Query', individualCustomer: { __typename: 'IndividualCustomer', id: string, status: CustomerStatus | null, nextStep: NextStep | null, requestedInformation: Array<{ __typename: 'RequestedInformation', section: string | null }> | null } | null };

export type CustomersQueryVariables = Exact<{
  page: number;
  perPage: number;
}>;


export type CustomersQuery = { __typename: 'Query', individualCustomers: { __typename: 'IndividualCustomerPage', customers: Array<{ __typename: 'IndividualCustomer', id: string, firstName: string | null, lastName: string | null, status: CustomerStatus | null }>, pagination: { __typename: 'Pagination', currentPage: number | null, totalPage: number | null } } | null };

export type FormChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type FormChoicesQuery = { __typename: 'Query', occupations: Array<{ __typename: 'Occupation', id: number, title: string }> | null, purposes: Array<{ __typename: 'Purpose', id: number, title: string }> | null, sourcesOfFunds: Array<{ __typename: 'SourceOfFund', id: number, title: string }> | null };

export type FormListsQueryVariables = Exact<{
  country: CountryCode;
}>;


export type FormListsQuery = { __typename: 'Query', countries: Array<{ __typename: 'Country', code: CountryCode, name: string | null, phoneCode: string | null }> | null, subdivisions: Array<{ __typename: 'Subdivision', code: string, name: string | null }> | null };

export type OnboardingQueryVariables = Exact<{
  customerId: string;
}>;


export type OnboardingQuery = { __typename: 'Query', countries: Array<{ __typename: 'Country', code: CountryCode, name: string | null }> | null, subdivisions: Array<{ __typename: 'Subdivision', code: string, name: string | null }> | null, uploadLimits: { __typename: 'UploadLimits', maxFileBytes: number, mimetypes: Array<string> } | null, individualCustomer: { __typename: 'IndividualCustomer', countryOfResidence: CountryCode | null, tosPoliciesUrl: string | null, tosPoliciesValue: string | null, id: string, status: CustomerStatus | null, nextStep: NextStep | null, requiredDocuments: Array<{ __typename: 'RequiredDocument', kind: RequiredDocumentKind, acceptedTypes: Array<{ __typename: 'AcceptedDocument', type: DocumentType, sides: Array<DocumentSide> }> }> | null, requestedFieldErrors: Array<{ __typename: 'FieldError', path: Array<string | number>, code: FieldErrorCode, params: Record<string, unknown>, message: string }> | null, requestedInformation: Array<{ __typename: 'RequestedInformation', categories: Array<{ __typename: 'RequestedCategory', fields: Array<{ __typename: 'RequestedField', reason: string | null }> }> }> | null, rejectionReason: { __typename: 'RejectionReason', applicant: { __typename: 'RejectedApplicant', moderationComment: string | null } | null, documents: Array<{ __typename: 'RejectedDocument', uri: string | null, moderationComment: string | null }> } | null } | null };

export type UploadDocumentsMutationVariables = Exact<{
  input: UploadDocumentsInput;
}>;


export type UploadDocumentsMutation = { __typename: 'Mutation', uploadDocuments: { __typename: 'UploadDocumentsPayload', files: Array<{ __typename: 'UploadedDocument', uri: string, sha256: string }> } | null };

export type ValidateIndividualDocumentsQueryVariables = Exact<{
  input: AttachIndividualDocumentsInput;
}>;


export type ValidateIndividualDocumentsQuery = { __typename: 'Query', validateIndividualDocuments: Array<{ __typename: 'FieldError', path: Array<string | number>, code: FieldErrorCode, params: Record<string, unknown>, message: string }> };

export const StandingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Standing"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IndividualCustomer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextStep"}},{"kind":"Field","name":{"kind":"Name","value":"requiredDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"sides"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedFieldErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"params"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectionReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}}]}}]}}]} as unknown as DocumentNode<StandingFragment, unknown>;
export const AnswerRequestDocument = {"__meta__":{"hash":"sha256:667255e44386d022ee8e2599cfa55e4bdafcee9e07964255368bdaf2cbd98830"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AnswerRequest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AnswerInformationRequestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"answerInformationRequest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<AnswerRequestMutation, AnswerRequestMutationVariables>;
export const AttachIndividualDocumentsDocument = {"__meta__":{"hash":"sha256:ae5313165290618228133581864e2df83fe168758d5e226b4a10f590e078f59b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachIndividualDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachIndividualDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"attachIndividualDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<AttachIndividualDocumentsMutation, AttachIndividualDocumentsMutationVariables>;
export const CreateCustomerDocument = {"__meta__":{"hash":"sha256:40376d894f4164d1af705587daf4f8c9b8400d47759600bfe7dc3e195c60133e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateIndividualCustomerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createIndividualCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tosPoliciesUrl"}},{"kind":"Field","name":{"kind":"Name","value":"tosPoliciesValue"}}]}}]}}]}}]} as unknown as DocumentNode<CreateCustomerMutation, CreateCustomerMutationVariables>;
export const CustomerChangedDocument = {"__meta__":{"hash":"sha256:458b9a6108a94c6da6c996d2487dee8e9426ab88e62d64261dba16b2fecfec29"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"CustomerChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UUID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"individualCustomerChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Standing"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Standing"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IndividualCustomer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextStep"}},{"kind":"Field","name":{"kind":"Name","value":"requiredDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"sides"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedFieldErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"params"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectionReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerChangedSubscription, CustomerChangedSubscriptionVariables>;
export const CustomerDecisionDocument = {"__meta__":{"hash":"sha256:caa75274f4764ffb56d4912dd40ff2fdecaf93de7668d5829934a1d5aa31e1b6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerDecision"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UUID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"individualCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextStep"}},{"kind":"Field","name":{"kind":"Name","value":"requiredDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedFieldErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectionReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rejectLabels"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rejectLabels"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CustomerDecisionQuery, CustomerDecisionQueryVariables>;
export const CustomerStandingDocument = {"__meta__":{"hash":"sha256:069262c29b52c188a0101bdd9b30d370113e85fce69ac0fdd406b82fefcde40f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerStanding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UUID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"individualCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Standing"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Standing"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IndividualCustomer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextStep"}},{"kind":"Field","name":{"kind":"Name","value":"requiredDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"sides"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedFieldErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"params"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectionReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerStandingQuery, CustomerStandingQueryVariables>;
export const CustomerStatusDocument = {"__meta__":{"hash":"sha256:259edd96972021678738d2822e695efe93aeec3107fc3a469c89f2d125fd7846"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UUID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"individualCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextStep"}},{"kind":"Field","name":{"kind":"Name","value":"requestedInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"section"}}]}}]}}]}}]} as unknown as DocumentNode<CustomerStatusQuery, CustomerStatusQueryVariables>;
export const CustomersDocument = {"__meta__":{"hash":"sha256:bf585b39b3bcc48791c2ddc05554c028c827bd3b58a9e589aa629a733c994181"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Customers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"perPage"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"individualCustomers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"perPage"},"value":{"kind":"Variable","name":{"kind":"Name","value":"perPage"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"customers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pagination"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"currentPage"}},{"kind":"Field","name":{"kind":"Name","value":"totalPage"}}]}}]}}]}}]} as unknown as DocumentNode<CustomersQuery, CustomersQueryVariables>;
export const FormChoicesDocument = {"__meta__":{"hash":"sha256:07294403da7beff43a7f7bc700e9b326a4e9b23ae4e614d7a4b210666f16bfe8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FormChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"occupations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"purposes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourcesOfFunds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]} as unknown as DocumentNode<FormChoicesQuery, FormChoicesQueryVariables>;
export const FormListsDocument = {"__meta__":{"hash":"sha256:56d8142f8ab9bb8c4177058daca008beee3632b4bff99330aba84801f36a74ac"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FormLists"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"country"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CountryCode"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"countries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"phoneCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subdivisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"country"},"value":{"kind":"Variable","name":{"kind":"Name","value":"country"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<FormListsQuery, FormListsQueryVariables>;
export const OnboardingDocument = {"__meta__":{"hash":"sha256:3cc530fe2b5b70939f91708aafea4fedef2894863c18780936b02d76496cfaba"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Onboarding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UUID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"countries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subdivisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"country"},"value":{"kind":"EnumValue","value":"USA"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"uploadLimits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"maxFileBytes"}},{"kind":"Field","name":{"kind":"Name","value":"mimetypes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"individualCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Standing"}},{"kind":"Field","name":{"kind":"Name","value":"countryOfResidence"}},{"kind":"Field","name":{"kind":"Name","value":"tosPoliciesUrl"}},{"kind":"Field","name":{"kind":"Name","value":"tosPoliciesValue"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Standing"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IndividualCustomer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"nextStep"}},{"kind":"Field","name":{"kind":"Name","value":"requiredDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedTypes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"sides"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedFieldErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"params"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"requestedInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"rejectionReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"moderationComment"}}]}}]}}]}}]} as unknown as DocumentNode<OnboardingQuery, OnboardingQueryVariables>;
export const UploadDocumentsDocument = {"__meta__":{"hash":"sha256:6f495a4157de6d348894a9d638d40d469cd2c3ad7ba361ea5d7258e236164070"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uploadDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"sha256"}}]}}]}}]}}]} as unknown as DocumentNode<UploadDocumentsMutation, UploadDocumentsMutationVariables>;
export const ValidateIndividualDocumentsDocument = {"__meta__":{"hash":"sha256:23c3f8c9264262d8afd6eae5a31e95f2b3f645df3b4a6e130e4ac0d1004a7965"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ValidateIndividualDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachIndividualDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"validateIndividualDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"params"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ValidateIndividualDocumentsQuery, ValidateIndividualDocumentsQueryVariables>;