type Leaf = string | number | boolean | Blob | null | undefined;

/** Field names as in React Hook Form and Formik: `proofOfIdentity.files.0.uri`. */
export type DottedName<Values> = Values extends Leaf
  ? never
  : Values extends readonly (infer Item)[]
    ? `${number}` | `${number}.${DottedName<Item>}`
    : { [Key in keyof Values & string]: Key | `${Key}.${DottedName<Values[Key]>}` }[keyof Values & string];

/** Field names as in TanStack Form: `proofOfIdentity.files[0].uri`. */
export type BracketName<Values> = Values extends Leaf
  ? never
  : { [Key in keyof Values & string]: Key | `${Key}${Below<Values[Key]>}` }[keyof Values & string];

type Below<Values> = Values extends Leaf
  ? never
  : Values extends readonly (infer Item)[]
    ? `[${number}]` | `[${number}]${Below<Item>}`
    : `.${BracketName<Values>}`;
